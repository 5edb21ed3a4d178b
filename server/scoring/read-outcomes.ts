/** Asks the CRM what became of the records that were scored. */
import { type ObjectType, objectType } from '../../shared/plan/plan.ts';
import type { CrmConnector, RecordOutcome } from '../crm/connector.ts';
import { inBulk } from '../limits/urgency.ts';
import { getLearning, updateLearning } from '../store/score-models.ts';
import {
  type KeptOutcome,
  keepOutcomes,
  type UnsettledRecord,
  unsettledRecords,
} from '../store/score-snapshots.ts';
import type { Tenant } from '../sync/service.ts';
import type { ScoringDependencies } from './dependencies.ts';

const RECORDS_AT_ONCE = 500;
/** What has stood for so long is taken for settled. */
const SETTLED_AFTER_DAYS = 90;
const DAY_MS = 86_400_000;

/**
 * Brings the outcomes of all records up to date, at the pace of work that can wait.
 * @throws CrmError, AppError when the CRM cannot be asked; what was read before stays
 */
export async function readOutcomes(
  deps: ScoringDependencies,
  tenant: Tenant,
  signal?: AbortSignal,
): Promise<void> {
  const connector = await deps.connectorFor(tenant);
  for (const object of objectType.options) {
    if (connector.crm !== 'salesforce' && object === 'lead') continue;
    if (!(await readObject(deps, tenant, connector, object, signal))) return;
  }
  await deps.database.withOrganization(tenant.organizationId, async (trx) => {
    await getLearning(trx, tenant, { lock: true });
    await updateLearning(trx, tenant, { outcomesReadAt: deps.runtime.now() });
  });
}

/** @returns false when it was interrupted */
async function readObject(
  { database, runtime }: ScoringDependencies,
  tenant: Tenant,
  connector: CrmConnector,
  object: ObjectType,
  signal?: AbortSignal,
): Promise<boolean> {
  const { organizationId } = tenant;
  const settled = new Date(runtime.now().getTime() - SETTLED_AFTER_DAYS * DAY_MS);
  let after = '';
  for (;;) {
    if (signal?.aborted) return false;
    const page = { after, settled, limit: RECORDS_AT_ONCE };
    const records = await database.withOrganization(organizationId, (trx) =>
      unsettledRecords(trx, tenant, object, page),
    );
    const last = records.at(-1);
    if (!last) return true;
    const asked = records.map(({ id, scoredAt }) => ({ id, after: scoredAt }));
    const told = await inBulk(() => connector.readOutcomes(object, asked));
    const at = runtime.now();
    const kept = records.flatMap((record) => {
      const outcome = told.get(record.id);
      return outcome ? [keptOutcome(record, outcome, at)] : [];
    });
    await database.withOrganization(organizationId, (trx) =>
      keepOutcomes(trx, tenant, object, kept, at),
    );
    after = last.id;
  }
}

/**
 * Where the CRM does not say since when, it is since we first saw it; and what stood there when it was first
 * asked may have stood there when the record was scored, so it teaches nothing.
 */
function keptOutcome(record: UnsettledRecord, told: RecordOutcome, at: Date): KeptOutcome {
  const { id: recordId, outcome: known } = record;
  if (told.state === 'open') return { recordId, outcome: 'open', since: null };
  if (told.since) return { recordId, outcome: told.state, since: told.since };
  if (known === null || known === 'earlier') return { recordId, outcome: 'earlier', since: null };
  const isSame = known === told.state;
  return { recordId, outcome: told.state, since: isSame ? (record.since ?? at) : at };
}
