-- What could be counted of a company on a day, so that a later day can tell what changed. Public facts
-- only, shared by all tenants like research_cache; nothing of a CRM record may enter.
create table company_snapshots (
  -- Registrable domain.
  company text not null check (company <> ''),
  -- What was counted and where, for example `open-jobs:greenhouse:acme`.
  measure text not null check (measure <> ''),
  day date not null,
  value integer not null check (value >= 0),
  -- Names of what was counted, where it has names.
  names text[] not null,
  primary key (company, measure, day)
);
create index company_snapshots_day on company_snapshots (day);

alter table company_snapshots enable row level security;
alter table company_snapshots force row level security;
create policy public_facts on company_snapshots to smartsync_system
  using (true) with check (true);
grant select, insert, delete on company_snapshots to smartsync_system;
