-- Runs, their writes, and what we remember of each CRM record.

create table crm_sync_logs (
  id uuid primary key,
  organization_id uuid not null,
  integration_id uuid not null,
  operation text not null check (operation in ('enrich', 'preview', 'undo')),
  object_type text not null check (object_type in ('contact', 'company', 'lead')),
  record_id text not null,
  status text not null check (status in (
    'running', 'applying', 'previewed', 'completed', 'partial', 'failed', 'discarded', 'undone')),
  trigger text not null,
  idempotency_key text,
  request jsonb not null,
  -- Set together with the journal rows, in the transaction that moves the run to 'applying'.
  plan jsonb,
  result jsonb,
  score smallint check (score between 0 and 100),
  undo_of uuid,
  error_code text,
  error_message text,
  attempts smallint not null default 1,
  lease_owner text,
  lease_expires_at timestamptz,
  started_at timestamptz not null,
  finished_at timestamptz,
  duration_ms integer,
  enrichment_duration_ms integer,
  unique (organization_id, id),
  foreign key (organization_id, integration_id)
    references crm_integrations (organization_id, id) on delete cascade,
  foreign key (organization_id, undo_of) references crm_sync_logs (organization_id, id)
);
-- One run at a time for a record: simultaneous requests join it.
create unique index crm_sync_logs_active on crm_sync_logs
  (organization_id, integration_id, object_type, record_id)
  where status in ('running', 'applying');
create unique index crm_sync_logs_idempotency on crm_sync_logs
  (organization_id, integration_id, idempotency_key) where idempotency_key is not null;
create index crm_sync_logs_history on crm_sync_logs
  (organization_id, integration_id, object_type, record_id, started_at desc);
create index crm_sync_logs_undo on crm_sync_logs (organization_id, undo_of)
  where undo_of is not null;
create index crm_sync_logs_leases on crm_sync_logs (lease_expires_at)
  where status in ('running', 'applying');

create table crm_write_journal (
  id uuid primary key,
  organization_id uuid not null,
  integration_id uuid not null,
  sync_log_id uuid not null,
  position smallint not null,
  -- Committed before the CRM is called; the same key is never sent for two operations that stand.
  operation_key text not null,
  -- What a task or deal is created for, such as 'deal-company-2001'; null for other operations.
  subject text,
  operation jsonb not null,
  before_image jsonb not null default '{}',
  -- CRM fields whose before-image was itself ours.
  before_ours text[] not null default '{}',
  state text not null check (state in ('pending', 'applied', 'failed', 'undone')),
  crm_id text,
  crm_url text,
  rejected jsonb not null default '[]',
  error jsonb,
  attempts smallint not null default 0,
  -- The journal entry that this one takes back.
  undoes uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (organization_id, id),
  unique (sync_log_id, position),
  foreign key (organization_id, integration_id)
    references crm_integrations (organization_id, id) on delete cascade,
  foreign key (organization_id, sync_log_id)
    references crm_sync_logs (organization_id, id) on delete cascade,
  foreign key (organization_id, undoes) references crm_write_journal (organization_id, id)
);
create unique index crm_write_journal_key on crm_write_journal
  (organization_id, integration_id, operation_key) where state in ('pending', 'applied');
create index crm_write_journal_subject on crm_write_journal
  (organization_id, integration_id, subject, created_at desc) where subject is not null;

create table crm_entity_mappings (
  organization_id uuid not null,
  integration_id uuid not null,
  object_type text not null check (object_type in ('contact', 'company', 'lead')),
  crm_record_id text not null,
  -- The company a person picked; never guessed again.
  picked_domain text,
  picked_registration_number text,
  picked_at timestamptz,
  -- What we wrote last, by CRM field: decides `overwrite-if-ours`.
  last_written jsonb not null default '{}',
  last_enrichment_id uuid,
  last_enriched_at timestamptz,
  primary key (organization_id, integration_id, object_type, crm_record_id),
  foreign key (organization_id, integration_id)
    references crm_integrations (organization_id, id) on delete cascade
);

create table assignment_turns (
  organization_id uuid not null,
  integration_id uuid not null,
  rule_id text not null,
  turns_taken bigint not null default 0,
  primary key (organization_id, integration_id, rule_id),
  foreign key (organization_id, integration_id)
    references crm_integrations (organization_id, id) on delete cascade
);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array[
    'crm_sync_logs', 'crm_write_journal', 'crm_entity_mappings', 'assignment_turns'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy own_organization on %I to smartsync_app
         using (organization_id = current_organization_id())
         with check (organization_id = current_organization_id())',
      tenant_table);
    execute format('grant select, insert, update, delete on %I to smartsync_app', tenant_table);
  end loop;
end
$$;

-- Recovery finds interrupted runs of every tenant, and sees nothing else of them.
create policy interrupted_runs on crm_sync_logs for select to smartsync_system
  using (status in ('running', 'applying'));
grant select (id, organization_id, integration_id, status, lease_expires_at)
  on crm_sync_logs to smartsync_system;
