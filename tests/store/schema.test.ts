import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tables } from '../../server/store/schema.ts';
import { databases, type TestDatabase } from '../support/databases.ts';

/** The compiler holds this to the declared columns, the test below to the true ones. */
const declared: { readonly [T in keyof Tables]: Readonly<Record<keyof Tables[T], true>> } = {
  organizations: { id: true, name: true, settings: true, created_at: true, updated_at: true },
  crm_integrations: {
    id: true,
    organization_id: true,
    crm: true,
    account_id: true,
    status: true,
    display_name: true,
    granted_scopes: true,
    base_url: true,
    ui_domain: true,
    credentials: true,
    provisioned: true,
    created_at: true,
    updated_at: true,
    set_up_at: true,
    set_up_error: true,
    connected_by: true,
    reconnected_at: true,
    refreshed_at: true,
    disconnected_at: true,
    uninstalled: true,
    delete_after: true,
    paused_until: true,
    paused_reason: true,
  },
  api_tokens: {
    id: true,
    organization_id: true,
    name: true,
    token_hash: true,
    integration_id: true,
    created_at: true,
    last_used_at: true,
    revoked_at: true,
    role: true,
  },
  crm_field_mappings: {
    id: true,
    organization_id: true,
    integration_id: true,
    object_type: true,
    oppspot_field: true,
    crm_field: true,
    direction: true,
    policy: true,
    required: true,
    default_value: true,
    transforms: true,
    field_shape: true,
    created_at: true,
    updated_at: true,
  },
  event_feeds: { organization_id: true, integration_id: true, holder: true, leased_until: true },
  feed_positions: {
    organization_id: true,
    integration_id: true,
    topic: true,
    replay_id: true,
    since: true,
    moved_at: true,
    lost_at: true,
    overflowed_at: true,
    problem: true,
  },
  salesforce_org_keys: {
    id: true,
    organization_id: true,
    integration_id: true,
    org_id: true,
    secret_hash: true,
    signing_key: true,
    created_at: true,
    expires_at: true,
  },
  salesforce_nonces: { key_id: true, nonce: true, expires_at: true },
  source_marks: { subject: true, digest: true, validators: true, seen_at: true },
  freshness_days: {
    organization_id: true,
    integration_id: true,
    day: true,
    looks: true,
    enrichments: true,
  },
  company_snapshots: { company: true, measure: true, day: true, value: true, names: true },
  tenant_providers: {
    id: true,
    organization_id: true,
    integration_id: true,
    kind: true,
    name: true,
    url: true,
    secret: true,
    min_likelihood: true,
    updated_at: true,
  },
  research_cache: { key: true, value: true, expires_at: true },
  crm_sync_logs: {
    id: true,
    organization_id: true,
    integration_id: true,
    operation: true,
    object_type: true,
    record_id: true,
    status: true,
    trigger: true,
    idempotency_key: true,
    request: true,
    actor: true,
    plan: true,
    result: true,
    score: true,
    undo_of: true,
    error_code: true,
    error_message: true,
    attempts: true,
    lease_owner: true,
    lease_expires_at: true,
    started_at: true,
    finished_at: true,
    duration_ms: true,
    enrichment_duration_ms: true,
  },
  crm_write_journal: {
    id: true,
    organization_id: true,
    integration_id: true,
    sync_log_id: true,
    position: true,
    operation_key: true,
    subject: true,
    operation: true,
    before_image: true,
    before_ours: true,
    state: true,
    crm_id: true,
    crm_url: true,
    rejected: true,
    error: true,
    attempts: true,
    undoes: true,
    created_at: true,
    updated_at: true,
  },
  crm_entity_mappings: {
    organization_id: true,
    integration_id: true,
    object_type: true,
    crm_record_id: true,
    picked_domain: true,
    picked_registration_number: true,
    picked_at: true,
    last_written: true,
    last_enrichment_id: true,
    last_enriched_at: true,
    looked_for: true,
    email_hash: true,
    evidence_marks: true,
    looked_at: true,
    look_again_at: true,
    life: true,
    life_changed_at: true,
    merged_into: true,
  },
  crm_sync_queue: {
    id: true,
    organization_id: true,
    integration_id: true,
    callback_id: true,
    actor: true,
    origin: true,
    object_type: true,
    record_id: true,
    mode: true,
    refresh: true,
    outputs: true,
    outcome: true,
    error_code: true,
    error_message: true,
    received_at: true,
    expires_at: true,
    attempts: true,
    due_at: true,
    worker: true,
    done_at: true,
    priority: true,
    kind: true,
    bulk_id: true,
    undoes: true,
    enrichment_id: true,
    report: true,
    scheduled_for: true,
    max_attempts: true,
    replays: true,
    state: true,
  },
  crm_bulk_enrichments: {
    id: true,
    organization_id: true,
    integration_id: true,
    kind: true,
    origin: true,
    actor: true,
    object_type: true,
    selection: true,
    mode: true,
    refresh: true,
    priority: true,
    max_attempts: true,
    scheduled_for: true,
    idempotency_key: true,
    undo_of: true,
    state: true,
    cursor: true,
    expected: true,
    total: true,
    error_code: true,
    error_message: true,
    created_at: true,
    finished_at: true,
  },
  oauth_attempts: {
    id: true,
    for_organization_id: true,
    crm: true,
    state_hash: true,
    browser_hash: true,
    ticket_hash: true,
    verifier: true,
    login_url: true,
    expected_account: true,
    requested_by: true,
    created_at: true,
    expires_at: true,
    consumed_at: true,
  },
  audit_events: {
    id: true,
    organization_id: true,
    integration_id: true,
    occurred_at: true,
    actor_kind: true,
    actor_id: true,
    source: true,
    ip_address: true,
    action: true,
    object_type: true,
    record_id: true,
    run_id: true,
    before: true,
    after: true,
  },
  crm_entities: {
    organization_id: true,
    integration_id: true,
    entity_type: true,
    entity_id: true,
    object_type: true,
    crm_record_id: true,
    created_at: true,
    last_synced_at: true,
  },
  app_cursors: { name: true, cursor: true, updated_at: true },
  processes: {
    instance_id: true,
    role: true,
    started_at: true,
    seen_at: true,
    counts_until: true,
    apart: true,
  },
  webhook_events: {
    id: true,
    organization_id: true,
    integration_id: true,
    kind: true,
    object_type: true,
    record_id: true,
    absorbed_ids: true,
    event_id: true,
    subscription_type: true,
    occurred_at: true,
    error_code: true,
    error_message: true,
    received_at: true,
    attempts: true,
    due_at: true,
    worker: true,
    done_at: true,
  },
  score_snapshots: {
    organization_id: true,
    integration_id: true,
    object_type: true,
    record_id: true,
    first_run_id: true,
    first_at: true,
    first_values: true,
    newest_run_id: true,
    newest_at: true,
    newest_values: true,
    outcome: true,
    outcome_since: true,
    outcome_read_at: true,
  },
  score_models: {
    organization_id: true,
    integration_id: true,
    version: true,
    trained_at: true,
    model: true,
    thresholds: true,
    alarms: true,
    checked_at: true,
    adopted_at: true,
    adopted_by: true,
  },
  score_learning: {
    organization_id: true,
    integration_id: true,
    in_use: true,
    deal_probability: true,
    asked_at: true,
    asked_by: true,
    ended_at: true,
    refusal: true,
    outcomes_read_at: true,
  },
  assignment_turns: {
    organization_id: true,
    integration_id: true,
    rule_id: true,
    turns_taken: true,
  },
};

const description = `
  select line from (
    select c.relname as name, 1 as section, a.attnum::text as position,
      format('  %s %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
        case when a.attnotnull then ' not null' end,
        ' default ' || pg_get_expr(d.adbin, d.adrelid)) as line
    from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
    union all
    select c.relname, 2, x.conname, format('  constraint %s %s', x.conname, pg_get_constraintdef(x.oid))
    from pg_constraint x join pg_class c on c.oid = x.conrelid
    where c.relnamespace = 'public'::regnamespace and x.contype <> 'n'
    union all
    select i.tablename, 3, i.indexname, '  ' || i.indexdef from pg_indexes i
    where i.schemaname = 'public'
      and not exists (select from pg_constraint x where x.conname = i.indexname)
    union all
    select p.tablename, 4, p.policyname,
      format('  policy %s for %s to %s using %s check %s', p.policyname, lower(p.cmd),
        array_to_string(p.roles, ', '), coalesce(p.qual, '-'), coalesce(p.with_check, '-'))
    from pg_policies p where p.schemaname = 'public'
    union all
    select g.table_name, 5, g.grantee || g.privilege_type,
      format('  %s may %s%s', g.grantee, lower(g.privilege_type),
        ' (' || g.columns || ')')
    from (
      select table_name, grantee, privilege_type, null as columns
      from information_schema.role_table_grants
      where table_schema = 'public' and grantee like 'smartsync%'
      union all
      select c.table_name, c.grantee, c.privilege_type, string_agg(c.column_name, ', ' order by c.column_name)
      from information_schema.column_privileges c
      where c.table_schema = 'public' and c.grantee like 'smartsync%'
        and not exists (
          select from information_schema.role_table_grants t
          where (t.table_name, t.grantee, t.privilege_type) = (c.table_name, c.grantee, c.privilege_type))
      group by 1, 2, 3
    ) g
    union all
    select c.relname, 0, '', c.relname from pg_class c
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
  ) lines order by name collate "C", section, lpad(position, 64) collate "C"`;

describe.each(databases)('the schema on $name', ({ open }) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  it('is what reviewers read in schema.expected.txt', async () => {
    const lines = await database.asOwner<{ line: string }>(description);
    const text = `${lines.map(({ line }) => line).join('\n')}\n`;
    await expect(text).toMatchFileSnapshot('./schema.expected.txt');
  });

  it('has the columns that queries are typed with', async () => {
    const columns = await database.asOwner<{ name: string; columns: string[] }>(`
      select table_name as name, array_agg(column_name::text order by column_name) as columns
      from information_schema.columns
      where table_schema = 'public' and table_name <> 'schema_migrations'
      group by 1 order by 1`);
    expect(Object.fromEntries(columns.map(({ name, columns }) => [name, columns]))).toEqual(
      Object.fromEntries(
        Object.entries(declared).map(([name, columns]) => [name, Object.keys(columns).sort()]),
      ),
    );
  });
});
