-- Organisations, their API tokens, CRM connections and field mappings; and the shared cache of
-- public company facts.
--
-- Every tenant table: row level security enabled and forced, one policy for smartsync_app on
-- current_organization_id(), and foreign keys that carry organization_id so that no row can point
-- at another tenant's row.

grant usage on schema public to smartsync_app, smartsync_system;

-- Null when no organisation is set: a custom setting reads '' after the transaction that set it.
create function current_organization_id() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('app.organization_id', true), '')::uuid;

create table organizations (
  id uuid primary key,
  name text not null check (name <> ''),
  settings jsonb not null default '{}' check (jsonb_typeof(settings) = 'object'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table crm_integrations (
  id uuid primary key,
  organization_id uuid not null default current_organization_id()
    references organizations (id) on delete cascade,
  crm text not null check (crm in ('hubspot', 'salesforce', 'pipedrive')),
  -- HubSpot portal id, Salesforce organisation id, Pipedrive company id.
  account_id text not null check (account_id <> ''),
  status text not null default 'connected'
    check (status in ('connected', 'needs_reauthorisation', 'disconnected')),
  display_name text not null,
  granted_scopes text[] not null default '{}',
  -- Where the account's API answers; null where the CRM has one address for all.
  base_url text,
  -- Host of the account's pages, for links.
  ui_domain text,
  -- Sealed; see server/secrets.
  credentials bytea,
  -- What the last provisioning found and created.
  provisioned jsonb,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, crm, account_id)
);
-- A webhook names only the account, so a live account must belong to exactly one organisation.
create unique index crm_integrations_live_account on crm_integrations (crm, account_id)
  where status <> 'disconnected';

create table api_tokens (
  id uuid primary key,
  organization_id uuid not null default current_organization_id()
    references organizations (id) on delete cascade,
  name text not null check (name <> ''),
  -- SHA-256; the token itself is shown once and kept nowhere.
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  -- The connection the token is good for; null for all of the organisation's.
  integration_id uuid,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz,
  foreign key (organization_id, integration_id)
    references crm_integrations (organization_id, id) on delete cascade
);
create index api_tokens_organization on api_tokens (organization_id, integration_id);

create table crm_field_mappings (
  id uuid primary key,
  organization_id uuid not null default current_organization_id()
    references organizations (id) on delete cascade,
  integration_id uuid not null,
  object_type text not null check (object_type in ('contact', 'company', 'lead')),
  oppspot_field text not null check (oppspot_field <> ''),
  crm_field text not null check (crm_field <> ''),
  direction text not null default 'write' check (direction in ('write', 'read', 'both')),
  -- Null takes the tenant's, then the registry's policy for the field.
  policy text check (policy in ('never', 'fill-blank', 'overwrite-if-ours', 'always')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  foreign key (organization_id, integration_id)
    references crm_integrations (organization_id, id) on delete cascade,
  unique (organization_id, integration_id, object_type, oppspot_field),
  -- Two values written to one CRM field would overwrite each other for ever.
  unique (organization_id, integration_id, object_type, crm_field)
);

-- Public company facts only, shared by all tenants; nothing of a CRM record may enter.
create table research_cache (
  key text primary key,
  value jsonb not null,
  expires_at timestamptz not null
);
create index research_cache_expiry on research_cache (expires_at);

alter table organizations enable row level security;
alter table organizations force row level security;
create policy own_organization on organizations to smartsync_app
  using (id = current_organization_id()) with check (id = current_organization_id());
create policy every_organization on organizations for select to smartsync_system using (true);

alter table crm_integrations enable row level security;
alter table crm_integrations force row level security;
create policy own_organization on crm_integrations to smartsync_app
  using (organization_id = current_organization_id())
  with check (organization_id = current_organization_id());
create policy every_account on crm_integrations for select to smartsync_system using (true);

alter table api_tokens enable row level security;
alter table api_tokens force row level security;
create policy own_organization on api_tokens to smartsync_app
  using (organization_id = current_organization_id())
  with check (organization_id = current_organization_id());
create policy every_token on api_tokens for select to smartsync_system using (true);
create policy note_use on api_tokens for update to smartsync_system using (true) with check (true);

alter table crm_field_mappings enable row level security;
alter table crm_field_mappings force row level security;
create policy own_organization on crm_field_mappings to smartsync_app
  using (organization_id = current_organization_id())
  with check (organization_id = current_organization_id());

alter table research_cache enable row level security;
alter table research_cache force row level security;
create policy public_facts on research_cache to smartsync_app, smartsync_system
  using (true) with check (true);

grant select, insert, update, delete
  on organizations, crm_integrations, api_tokens, crm_field_mappings, research_cache
  to smartsync_app;

-- What has to be known before the organisation is: whose token, whose account.
grant select (id) on organizations to smartsync_system;
grant select (id, organization_id, crm, account_id, status) on crm_integrations to smartsync_system;
grant select (id, organization_id, integration_id, token_hash, last_used_at, revoked_at)
  on api_tokens to smartsync_system;
grant update (last_used_at) on api_tokens to smartsync_system;
grant select, insert, update, delete on research_cache to smartsync_system;
