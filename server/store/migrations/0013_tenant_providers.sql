-- A provider of company facts that a tenant brought: one for each connection. What it says is kept with
-- the tenant's own runs and nowhere else.
create table tenant_providers (
  id uuid primary key,
  organization_id uuid not null,
  integration_id uuid not null,
  kind text not null check (kind in ('oppspot-research', 'people-data-labs')),
  -- What people are told as the source.
  name text not null check (name <> ''),
  url text not null check (url like 'https://%'),
  secret bytea not null,
  min_likelihood integer not null check (min_likelihood between 1 and 10),
  updated_at timestamptz not null,
  unique (organization_id, integration_id),
  foreign key (organization_id, integration_id)
    references crm_integrations (organization_id, id) on delete cascade
);

alter table tenant_providers enable row level security;
alter table tenant_providers force row level security;
create policy own_organization on tenant_providers to smartsync_app
  using (organization_id = current_organization_id())
  with check (organization_id = current_organization_id());
grant select, insert, update, delete on tenant_providers to smartsync_app;

-- Keys are rotated over all tenants; the secrets stay sealed.
create policy every_provider on tenant_providers for select to smartsync_system using (true);
grant select (id, organization_id) on tenant_providers to smartsync_system;
