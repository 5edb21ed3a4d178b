-- The two secrets by which our package in a Salesforce org proves itself, and which nonces of its calls
-- were used. A key belongs to one org: a refreshed sandbox has a copy of the key and another org id.

create table salesforce_org_keys (
  -- Stands in the bearer token before its dot; no secret.
  id text primary key check (id ~ '^[A-Za-z0-9_-]{16,64}$'),
  organization_id uuid not null,
  integration_id uuid not null,
  -- 18 characters.
  org_id text not null check (org_id ~ '^00D[A-Za-z0-9]{15}$'),
  -- SHA-256 of the bearer's secret; the secret itself is told once and kept nowhere.
  secret_hash bytea not null check (octet_length(secret_hash) = 32),
  -- Sealed; see server/secrets.
  signing_key bytea not null,
  created_at timestamptz not null default now(),
  -- Good until then: a key that was replaced is accepted a little longer.
  expires_at timestamptz,
  foreign key (organization_id, integration_id)
    references crm_integrations (organization_id, id) on delete cascade
);
create index salesforce_org_keys_integration on salesforce_org_keys
  (organization_id, integration_id);

create table salesforce_nonces (
  key_id text not null,
  nonce text not null,
  -- After that its timestamp is too old to be accepted anyway.
  expires_at timestamptz not null,
  primary key (key_id, nonce)
);
create index salesforce_nonces_expiry on salesforce_nonces (expires_at);

alter table salesforce_org_keys enable row level security;
alter table salesforce_org_keys force row level security;
create policy own_organization on salesforce_org_keys to smartsync_app
  using (organization_id = current_organization_id())
  with check (organization_id = current_organization_id());
-- Whose key it is has to be known before the organisation is.
create policy every_key on salesforce_org_keys for select to smartsync_system using (true);
grant select, insert, update, delete on salesforce_org_keys to smartsync_app;
grant select on salesforce_org_keys to smartsync_system;

alter table salesforce_nonces enable row level security;
alter table salesforce_nonces force row level security;
create policy every_nonce on salesforce_nonces to smartsync_system using (true) with check (true);
grant select, insert, delete on salesforce_nonces to smartsync_system;
