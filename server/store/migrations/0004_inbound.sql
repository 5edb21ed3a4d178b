-- What a CRM sends us and is worked on after we answered: executions of the workflow action, and
-- webhooks. A row is committed before the answer; `due_at` says when a worker may take it, a worker
-- that has it moves that ahead, and `done_at` ends it.

create table workflow_executions (
  id uuid primary key,
  organization_id uuid not null,
  integration_id uuid not null,
  -- The CRM's name for the execution; a repeated one is the same row.
  callback_id text not null check (callback_id <> ''),
  object_type text not null check (object_type in ('contact', 'company')),
  record_id text not null,
  mode text not null check (mode in ('write', 'preview')),
  refresh boolean not null,
  -- Set when the enrichment has ended: from then on only the callback is due.
  outputs jsonb,
  -- `completed`: the CRM has the outputs; `gone`: it waits no longer; `refused`: it does not take them.
  outcome text check (outcome in ('completed', 'gone', 'refused')),
  error_code text,
  error_message text,
  received_at timestamptz not null,
  -- When the CRM lets the record go on without us.
  expires_at timestamptz not null,
  attempts integer not null default 0,
  due_at timestamptz not null,
  worker text,
  done_at timestamptz,
  unique (organization_id, integration_id, callback_id),
  check ((done_at is null) = (outcome is null)),
  foreign key (organization_id, integration_id)
    references crm_integrations (organization_id, id) on delete cascade
);
create index workflow_executions_due on workflow_executions (due_at) where done_at is null;
create index workflow_executions_record on workflow_executions
  (organization_id, integration_id, object_type, record_id);
create index workflow_executions_done on workflow_executions
  (organization_id, integration_id, done_at desc) where done_at is not null;

-- Ids only: a changed value is read from the CRM when the event is worked on, and never kept here.
create table webhook_events (
  id uuid primary key,
  organization_id uuid not null,
  integration_id uuid not null,
  kind text not null
    check (kind in ('created', 'changed', 'deleted', 'restored', 'merged', 'erased')),
  object_type text not null check (object_type in ('contact', 'company')),
  record_id text not null,
  -- Of a merge: the records that live on in this one.
  absorbed_ids text[] not null default '{}',
  -- As the CRM names it; not unique by itself.
  event_id text not null,
  subscription_type text not null,
  occurred_at timestamptz not null,
  error_code text,
  error_message text,
  received_at timestamptz not null,
  attempts integer not null default 0,
  due_at timestamptz not null,
  worker text,
  done_at timestamptz,
  unique (organization_id, integration_id, subscription_type, object_type, record_id, event_id,
    occurred_at),
  foreign key (organization_id, integration_id)
    references crm_integrations (organization_id, id) on delete cascade
);
create index webhook_events_due on webhook_events (due_at) where done_at is null;
create index webhook_events_record on webhook_events
  (organization_id, integration_id, object_type, record_id);

alter table crm_entity_mappings
  -- Digest of what the last enrichment looked for the company by.
  add column looked_for text,
  -- What became of the record in the CRM. An erased one stays erased.
  add column life text not null default 'live'
    check (life in ('live', 'deleted', 'merged', 'erased')),
  -- When: events arrive in any order.
  add column life_changed_at timestamptz,
  -- The record that it lives on in.
  add column merged_into text,
  add constraint crm_entity_mappings_merged check ((life = 'merged') = (merged_into is not null));

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['workflow_executions', 'webhook_events'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy own_organization on %I to smartsync_app
         using (organization_id = current_organization_id())
         with check (organization_id = current_organization_id())',
      tenant_table);
    execute format('grant select, insert, update, delete on %I to smartsync_app', tenant_table);
    -- Workers find out who has work, and nothing of what it is.
    execute format(
      'create policy open_work on %I for select to smartsync_system using (done_at is null)',
      tenant_table);
    execute format(
      'grant select (organization_id, integration_id, due_at, worker, done_at)
         on %I to smartsync_system',
      tenant_table);
  end loop;
end
$$;
