-- Who changed an organisation's settings, and how: appended to, never changed.

create table settings_changes (
  id uuid primary key,
  organization_id uuid not null,
  -- Through which connection it was changed, and by which user of that CRM.
  integration_id uuid not null,
  crm_user_id text not null check (crm_user_id <> ''),
  changed_at timestamptz not null,
  -- Only the settings that differ. Of suppressed e-mail addresses the number, not the hashes:
  -- what is taken off the list must not live on here.
  before jsonb not null,
  after jsonb not null,
  foreign key (organization_id, integration_id)
    references crm_integrations (organization_id, id) on delete cascade
);
create index settings_changes_history on settings_changes (organization_id, changed_at desc);

alter table settings_changes enable row level security;
alter table settings_changes force row level security;
create policy own_organization on settings_changes to smartsync_app
  using (organization_id = current_organization_id())
  with check (organization_id = current_organization_id());
-- Written once: neither changed nor deleted by the application.
grant select, insert on settings_changes to smartsync_app;
