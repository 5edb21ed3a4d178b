-- Installing, connecting and leaving: attempts to authorise, what became of a connection, the history
-- of who did what, records that were sent to us by data, and mappings with transforms.

alter table crm_integrations
  -- When all that belongs to connecting was done: our fields created, the org's keys delivered. Null
  -- while some of it is still to do; a job goes on with it.
  add column set_up_at timestamptz default now(),
  -- Why the last attempt to set up did not finish, in a sentence.
  add column set_up_error text,
  -- Who connected it last, as the history names people.
  add column connected_by text,
  -- When that was, unless it was the first time: what the CRM tells of a time before is of no account.
  add column reconnected_at timestamptz,
  -- The account's tokens were renewed then; an org that stays quiet for 30 days loses its grant.
  add column refreshed_at timestamptz,
  add column disconnected_at timestamptz,
  -- Whether the CRM was told when it was disconnected.
  add column uninstalled boolean,
  -- From then on everything of the connection is deleted.
  add column delete_after timestamptz,
  add constraint crm_integrations_gone check (disconnected_at is null or status = 'disconnected');

-- Maintenance has to find connections that need it, in every organisation.
grant select (set_up_at, refreshed_at, delete_after, created_at, reconnected_at)
  on crm_integrations to smartsync_system;

alter table api_tokens
  add column role text not null default 'member' check (role in ('member', 'admin'));
grant select (role) on api_tokens to smartsync_system;

-- One row for each consent page that somebody is sent to. No tenant's row: whose it becomes comes out
-- in the callback, so only the system role sees it.
create table oauth_attempts (
  id uuid primary key,
  -- Set where an organisation asked for it over the API; else the account decides whose it is.
  for_organization_id uuid references organizations (id) on delete cascade,
  crm text not null check (crm in ('hubspot', 'salesforce')),
  -- SHA-256 of what comes back in `state`, of the cookie of the browser that was sent away, and of the
  -- ticket by which a browser begins an attempt that was asked for over the API.
  state_hash bytea unique check (octet_length(state_hash) = 32),
  browser_hash bytea check (octet_length(browser_hash) = 32),
  ticket_hash bytea unique check (octet_length(ticket_hash) = 32),
  -- PKCE verifier, sealed; see server/secrets. A row with a ticket has none.
  verifier bytea,
  -- Salesforce: where the org logs in.
  login_url text,
  -- Only this account will do: portal id or 18-character org id.
  expected_account text,
  requested_by text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  -- Taken by the first callback; there is no second.
  consumed_at timestamptz
);
create index oauth_attempts_expiry on oauth_attempts (expires_at);

-- Who did what to which record, when and from where. The application adds rows and does nothing else to
-- them; erasing a person and the end of the retention period are the system role's.
create table audit_events (
  id uuid primary key,
  organization_id uuid not null references organizations (id) on delete cascade,
  -- Not a foreign key: the history outlives the connection.
  integration_id uuid,
  occurred_at timestamptz not null,
  actor_kind text not null check (actor_kind in ('crm-user', 'user', 'api-token', 'workflow', 'system')),
  -- Id as the CRM, the identity provider or we know the actor; null for the system.
  actor_id text,
  source text not null check (source in (
    'hubspot-card', 'hubspot-settings', 'hubspot-workflow', 'hubspot-webhook', 'salesforce-card',
    'salesforce-setup', 'salesforce-flow', 'salesforce-list', 'api', 'cli', 'install', 'job')),
  ip_address text,
  action text not null check (action ~ '^[a-z-]+\.[a-z-]+$'),
  object_type text check (object_type in ('contact', 'company', 'lead', 'task', 'deal')),
  record_id text,
  run_id uuid,
  before jsonb,
  after jsonb
);
create index audit_events_history on audit_events (organization_id, occurred_at desc, id desc);
create index audit_events_record on audit_events
  (organization_id, integration_id, object_type, record_id) where record_id is not null;
create index audit_events_age on audit_events (occurred_at);

-- Changes of settings were kept apart so far. Forced row level security hides rows from the owner too,
-- and what the owner does not see would be lost.
alter table settings_changes no force row level security;
alter table crm_integrations no force row level security;
insert into audit_events (id, organization_id, integration_id, occurred_at, actor_kind, actor_id, source,
  action, before, after)
select change.id, change.organization_id, change.integration_id, change.changed_at, 'crm-user',
  change.crm_user_id,
  case connection.crm when 'salesforce' then 'salesforce-setup' else 'hubspot-settings' end,
  'settings.changed', change.before, change.after
from settings_changes change join crm_integrations connection on connection.id = change.integration_id;
alter table crm_integrations force row level security;
drop table settings_changes;

-- Records that integrators send us by data: their id and the CRM record that it became.
create table crm_entities (
  organization_id uuid not null,
  integration_id uuid not null,
  entity_type text not null check (entity_type in ('contact', 'company')),
  -- The sender's id.
  entity_id text not null check (entity_id <> ''),
  object_type text not null check (object_type in ('contact', 'company', 'lead')),
  crm_record_id text not null,
  created_at timestamptz not null,
  last_synced_at timestamptz not null,
  primary key (organization_id, integration_id, entity_type, entity_id),
  foreign key (organization_id, integration_id)
    references crm_integrations (organization_id, id) on delete cascade
);
create index crm_entities_record on crm_entities
  (organization_id, integration_id, object_type, crm_record_id);

alter table crm_sync_logs drop constraint crm_sync_logs_operation_check;
alter table crm_sync_logs add constraint crm_sync_logs_operation_check
  check (operation in ('enrich', 'preview', 'undo', 'task', 'sync'));
-- On whose behalf it runs: whoever finishes it after a crash does it in her name.
alter table crm_sync_logs add column actor jsonb;
-- What retention has not blanked yet.
create index crm_sync_logs_detailed on crm_sync_logs (organization_id, started_at)
  where result is not null;
-- The foreign key of what undoes an entry looks for it when the entry is deleted.
create index crm_write_journal_undoes on crm_write_journal (organization_id, undoes)
  where undoes is not null;

alter table crm_entity_mappings
  -- SHA-256 of the person's lower-case address. When the CRM has erased her, it no longer says who she
  -- was; by this she is kept off the list of those who may be researched.
  add column email_hash text check (email_hash ~ '^[0-9a-f]{64}$');
-- The organisation's history over all its connections, newest first.
create index crm_sync_logs_organization on crm_sync_logs
  (organization_id, started_at desc, id desc);

alter table workflow_executions
  -- Who asked, as the history names the actor.
  add column actor jsonb,
  -- Higher first.
  add column priority smallint not null default 0 check (priority between -1 and 1),
  drop constraint workflow_executions_origin_check,
  add constraint workflow_executions_origin_check
    check (origin in ('hubspot-workflow', 'salesforce-flow', 'salesforce-list', 'api'));

alter table crm_field_mappings
  -- A mapped value that is missing stops the write of the record.
  add column required boolean not null default false,
  -- Written where we have no value.
  add column default_value text,
  -- Names and arguments from a fixed set; see shared/mapping.
  add column transforms jsonb not null default '[]' check (jsonb_typeof(transforms) = 'array'),
  -- What the CRM said of the field when the mapping was saved: type, length and options. Null where
  -- nobody asked it.
  add column field_shape jsonb check (jsonb_typeof(field_shape) = 'object');

-- How far this installation has read the lists that CRMs keep for apps.
create table app_cursors (
  name text primary key,
  cursor text not null,
  updated_at timestamptz not null
);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['audit_events', 'crm_entities'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy own_organization on %I to smartsync_app
         using (organization_id = current_organization_id())
         with check (organization_id = current_organization_id())',
      tenant_table);
  end loop;
end
$$;
grant select, insert on audit_events to smartsync_app;
grant select, insert, update, delete on crm_entities to smartsync_app;

alter table oauth_attempts enable row level security;
alter table oauth_attempts force row level security;
create policy every_attempt on oauth_attempts to smartsync_system using (true) with check (true);
grant select, insert, update, delete on oauth_attempts to smartsync_system;
-- Retention and erasure.
create policy every_event on audit_events for select to smartsync_system using (true);
create policy erase_event on audit_events for update to smartsync_system using (true) with check (true);
create policy old_event on audit_events for delete to smartsync_system using (true);
grant select, delete on audit_events to smartsync_system;
grant update (record_id, before, after) on audit_events to smartsync_system;

alter table app_cursors enable row level security;
alter table app_cursors force row level security;
create policy every_cursor on app_cursors to smartsync_system using (true) with check (true);
grant select, insert, update, delete on app_cursors to smartsync_system;
