-- Work on records that is done later, of whatever origin, is one queue: an execution of a workflow, a
-- record of a Flow or a list view, one of a bulk enrichment, one that is to be refreshed.

alter table workflow_executions rename to crm_sync_queue;
alter index workflow_executions_due rename to crm_sync_queue_due;
alter index workflow_executions_record rename to crm_sync_queue_record;
alter index workflow_executions_done rename to crm_sync_queue_done;

-- Many records that somebody asked for at once.
create table crm_bulk_enrichments (
  id uuid primary key,
  organization_id uuid not null,
  integration_id uuid not null,
  kind text not null check (kind in ('enrich', 'undo')),
  origin text not null check (origin in ('api', 'cli', 'hubspot-list', 'salesforce-list', 'refresh')),
  actor jsonb,
  object_type text not null check (object_type in ('contact', 'company', 'lead')),
  -- Which records: their ids, a list of the CRM, or conditions on fields.
  selection jsonb not null check (jsonb_typeof(selection) = 'object'),
  mode text not null check (mode in ('write', 'preview')),
  refresh boolean not null,
  priority smallint not null check (priority between 1 and 10),
  max_attempts smallint not null check (max_attempts between 1 and 100),
  scheduled_for timestamptz not null,
  -- The same request again finds the same row.
  idempotency_key text,
  -- The bulk enrichment that is taken back.
  undo_of uuid,
  -- `collecting` while the CRM is asked which records there are.
  state text not null check (state in ('collecting', 'running', 'completed', 'cancelled', 'failed')),
  -- Where the collecting goes on.
  cursor text,
  -- What the CRM says there is; null where it does not say.
  expected integer,
  -- Records that were added to the queue.
  total integer not null default 0,
  error_code text,
  error_message text,
  created_at timestamptz not null,
  finished_at timestamptz,
  unique (organization_id, id),
  unique (organization_id, integration_id, idempotency_key),
  check ((finished_at is null) = (state in ('collecting', 'running'))),
  foreign key (organization_id, integration_id)
    references crm_integrations (organization_id, id) on delete cascade,
  foreign key (organization_id, undo_of)
    references crm_bulk_enrichments (organization_id, id) on delete set null (undo_of)
);
create index crm_bulk_enrichments_newest on crm_bulk_enrichments
  (organization_id, integration_id, created_at desc, id desc);
create index crm_bulk_enrichments_collecting on crm_bulk_enrichments (integration_id)
  where state = 'collecting';

alter table crm_sync_queue
  drop constraint workflow_executions_origin_check,
  drop constraint workflow_executions_outcome_check,
  drop constraint workflow_executions_priority_check,
  alter column priority drop default;
update crm_sync_queue set priority = 5 + 3 * priority;
alter table crm_sync_queue
  add constraint crm_sync_queue_origin_check check (origin in ('hubspot-workflow',
    'salesforce-flow', 'salesforce-list', 'hubspot-list', 'api', 'cli', 'refresh')),
  -- `gone` and `refused` say how HubSpot took the outputs; see server/queue.
  add constraint crm_sync_queue_outcome_check
    check (outcome in ('completed', 'gone', 'refused', 'cancelled')),
  alter column priority set default 5,
  -- 10 is worked on first.
  add constraint crm_sync_queue_priority_check check (priority between 1 and 10),
  add column kind text not null default 'enrich' check (kind in ('enrich', 'undo')),
  add column bulk_id uuid,
  -- Of an undo: the enrichment that is taken back.
  add column undoes uuid,
  -- The enrichment that came of it, and what it wrote or would write.
  add column enrichment_id uuid,
  add column report jsonb,
  add column scheduled_for timestamptz,
  add column max_attempts smallint not null default 25 check (max_attempts between 1 and 100),
  -- How often it was taken out of the dead letters; each is a new piece of work for the CRM.
  add column replays smallint not null default 0,
  add constraint crm_sync_queue_bulk foreign key (organization_id, bulk_id)
    references crm_bulk_enrichments (organization_id, id) on delete cascade,
  -- What its tenant is told. Derived, so that it cannot disagree with what the workers go by.
  add column state text not null generated always as (
    case
      when outcome = 'cancelled' then 'cancelled'
      when done_at is not null and outputs ->> 'oppspot_status' = 'failed' then 'dead'
      when done_at is not null then 'completed'
      when worker is not null then 'processing'
      when outputs is not null then 'delivering'
      when attempts > 0 then 'retrying'
      else 'waiting'
    end) stored;

-- What goes first of a connection, and when its next is due: each costs the same however much waits.
create index crm_sync_queue_order on crm_sync_queue
  (organization_id, integration_id, priority desc, received_at, id)
  where done_at is null and worker is null;
create index crm_sync_queue_next on crm_sync_queue (integration_id, due_at)
  where done_at is null and worker is null;
create index crm_sync_queue_held on crm_sync_queue (integration_id, due_at)
  where done_at is null and worker is not null;
create index crm_sync_queue_bulk_state on crm_sync_queue (organization_id, bulk_id, state)
  where bulk_id is not null;
create index crm_sync_queue_newest on crm_sync_queue
  (organization_id, integration_id, received_at desc, id desc);
drop index crm_sync_queue_due;

create index webhook_events_order on webhook_events
  (organization_id, integration_id, received_at, id)
  where done_at is null and worker is null;
create index webhook_events_next on webhook_events (integration_id, due_at)
  where done_at is null and worker is null;
create index webhook_events_held on webhook_events (integration_id, due_at)
  where done_at is null and worker is not null;
drop index webhook_events_due;

alter table crm_integrations
  -- Nothing is worked on before; the CRM has no calls left for us.
  add column paused_until timestamptz,
  add column paused_reason text;
grant select (paused_until) on crm_integrations to smartsync_system;

alter table crm_bulk_enrichments enable row level security;
alter table crm_bulk_enrichments force row level security;
create policy own_organization on crm_bulk_enrichments to smartsync_app
  using (organization_id = current_organization_id())
  with check (organization_id = current_organization_id());
grant select, insert, update, delete on crm_bulk_enrichments to smartsync_app;
-- Workers find out which are to be collected, and nothing of what they are.
create policy open_work on crm_bulk_enrichments for select to smartsync_system
  using (state = 'collecting');
grant select (id, organization_id, integration_id, state) on crm_bulk_enrichments to smartsync_system;

-- What is to be enriched again, the longest not enriched first.
create index crm_entity_mappings_oldest on crm_entity_mappings
  (organization_id, integration_id, last_enriched_at)
  where life = 'live' and last_enriched_at is not null;
