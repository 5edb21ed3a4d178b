-- CRMs that are listened to: who listens, how far each stream was read, and what is in the way.

-- Leads are told of, too.
alter table webhook_events drop constraint webhook_events_object_type_check;
alter table webhook_events add constraint webhook_events_object_type_check
  check (object_type in ('contact', 'company', 'lead'));

alter table audit_events drop constraint audit_events_source_check;
alter table audit_events add constraint audit_events_source_check check (source in (
  'hubspot-card', 'hubspot-settings', 'hubspot-workflow', 'hubspot-webhook', 'salesforce-card',
  'salesforce-setup', 'salesforce-flow', 'salesforce-list', 'salesforce-event', 'api', 'cli',
  'install', 'job'));

-- One process at a time listens to a connection, for as long as it renews its lease.
create table event_feeds (
  organization_id uuid not null,
  integration_id uuid not null,
  -- The process; null when nobody listens.
  holder text,
  leased_until timestamptz,
  primary key (organization_id, integration_id),
  check ((holder is null) = (leased_until is null)),
  foreign key (organization_id, integration_id)
    references crm_integrations (organization_id, id) on delete cascade
);
create index event_feeds_holder on event_feeds (holder);

-- Moved in the commit that keeps the events before it.
create table feed_positions (
  organization_id uuid not null,
  integration_id uuid not null,
  topic text not null check (topic <> ''),
  -- The last event that is kept, as the CRM names its place: opaque. Null before the first.
  replay_id bytea,
  -- Events before are nobody's business: nobody listened yet.
  since timestamptz not null,
  moved_at timestamptz,
  -- The place was too old: what happened before the CRM's oldest event may be unknown.
  lost_at timestamptz,
  -- The CRM told that it left changes out.
  overflowed_at timestamptz,
  -- Why the stream cannot be read, in a sentence for an administrator.
  problem text,
  primary key (organization_id, integration_id, topic),
  foreign key (organization_id, integration_id)
    references crm_integrations (organization_id, id) on delete cascade
);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['event_feeds', 'feed_positions'] loop
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
grant select on event_feeds to smartsync_app;
grant select, insert, update on feed_positions to smartsync_app;

-- Whoever listens to all tenants' connections leases them, and learns nothing of what they tell.
create policy every_feed on event_feeds to smartsync_system using (true) with check (true);
grant select, insert, update on event_feeds to smartsync_system;
