-- A tenant's own scoring: what was known of records when they were scored, what became of them, and the
-- models that were trained on it.

create table score_snapshots (
  organization_id uuid not null,
  integration_id uuid not null,
  object_type text not null check (object_type in ('contact', 'company', 'lead')),
  record_id text not null,
  -- The first is what is learned from: a later one may already show how it ended.
  first_run_id uuid not null,
  first_at timestamptz not null,
  first_values jsonb not null,
  -- The newest is what live records look like.
  newest_run_id uuid not null,
  newest_at timestamptz not null,
  newest_values jsonb not null,
  -- As the CRM told it last. `earlier`: it had ended when it was scored, which teaches nothing.
  outcome text check (outcome in ('won', 'lost', 'open', 'earlier')),
  outcome_since timestamptz,
  outcome_read_at timestamptz,
  primary key (organization_id, integration_id, object_type, record_id),
  check (coalesce(outcome in ('won', 'lost'), false) = (outcome_since is not null)),
  check ((outcome is null) = (outcome_read_at is null)),
  foreign key (organization_id, integration_id)
    references crm_integrations (organization_id, id) on delete cascade
);
create index score_snapshots_newest on score_snapshots
  (organization_id, integration_id, newest_at);

create table score_models (
  organization_id uuid not null,
  integration_id uuid not null,
  -- Counts the trainings of the connection that gave a model.
  version integer not null check (version > 0),
  trained_at timestamptz not null,
  model jsonb not null,
  -- What thresholds on the probability would have done to the records it was trained on.
  thresholds jsonb not null,
  alarms jsonb not null default '[]',
  checked_at timestamptz,
  -- When and by whom it was put into use last.
  adopted_at timestamptz,
  adopted_by jsonb,
  primary key (organization_id, integration_id, version),
  foreign key (organization_id, integration_id)
    references crm_integrations (organization_id, id) on delete cascade
);

-- Where a connection stands with its own scoring.
create table score_learning (
  organization_id uuid not null,
  integration_id uuid not null,
  -- Null is the template.
  in_use integer,
  -- From which probability on a deal is opened; null leaves it to the score.
  deal_probability double precision check (deal_probability between 0 and 1),
  -- The training that was asked for last; it runs until it has ended.
  asked_at timestamptz,
  asked_by jsonb,
  ended_at timestamptz,
  -- Why it gave no model.
  refusal text,
  outcomes_read_at timestamptz,
  primary key (organization_id, integration_id),
  foreign key (organization_id, integration_id)
    references crm_integrations (organization_id, id) on delete cascade,
  foreign key (organization_id, integration_id, in_use)
    references score_models (organization_id, integration_id, version)
);

-- Workers find out which trainings are to be done, and nothing of what is learned.
create policy open_training on score_learning for select to smartsync_system
  using (asked_at is not null and (ended_at is null or ended_at < asked_at));
grant select (organization_id, integration_id, asked_at, ended_at)
  on score_learning to smartsync_system;

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['score_snapshots', 'score_models', 'score_learning'] loop
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
