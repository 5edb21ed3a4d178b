-- What enrichments rest on, so that what changed is enriched again and what did not is left alone.

alter table crm_entity_mappings
  -- Of every public source that the last enrichment was made from, what its answer came to.
  add column evidence_marks jsonb not null default '{}',
  -- Sources of this record were looked at last; null before.
  add column looked_at timestamptz,
  -- No look before: some source did not answer the last one. Null where nothing is to be waited for.
  add column look_again_at timestamptz;

-- Who is looked at next, the longest not looked at first.
create index crm_entity_mappings_looks on crm_entity_mappings
  (organization_id, integration_id, greatest(last_enriched_at, looked_at))
  where life = 'live' and last_enriched_at is not null and evidence_marks <> '{}';

-- What a public source said when somebody looked last, and how to ask it only for something else. Public
-- facts only, shared by all tenants like research_cache; nothing of a CRM record may enter.
create table source_marks (
  -- Source and company, for example `companies-house:filings:09000001`.
  subject text primary key check (subject <> ''),
  digest text not null,
  -- Address, ETag and Last-Modified; null where the source gives neither.
  validators jsonb,
  seen_at timestamptz not null
);
create index source_marks_seen on source_marks (seen_at);

alter table source_marks enable row level security;
alter table source_marks force row level security;
create policy public_facts on source_marks to smartsync_system using (true) with check (true);
grant select, insert, update, delete on source_marks to smartsync_system;

-- How much of a day's quota a connection has used: taken before the work, so that no crash gives it back.
create table freshness_days (
  organization_id uuid not null,
  integration_id uuid not null,
  day date not null,
  looks integer not null default 0 check (looks >= 0),
  enrichments integer not null default 0 check (enrichments >= 0),
  primary key (organization_id, integration_id, day),
  foreign key (organization_id, integration_id)
    references crm_integrations (organization_id, id) on delete cascade
);

alter table freshness_days enable row level security;
alter table freshness_days force row level security;
create policy own_organization on freshness_days to smartsync_app
  using (organization_id = current_organization_id())
  with check (organization_id = current_organization_id());
grant select, insert, update, delete on freshness_days to smartsync_app;
