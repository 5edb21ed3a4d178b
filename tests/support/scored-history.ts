/** Records of a tenant that were scored long ago and whose end the CRM has told, without a run for each of them. */
import type { Database } from '../../server/store/database.ts';
import { keepOutcomes, keepSnapshots } from '../../server/store/score-snapshots.ts';
import type { Tenant } from '../../server/sync/service.ts';
import { randomness } from '../scoring/support/known-truth.ts';

const DAY_MS = 86_400_000;
/** Outcomes that stand for so long are not asked about again. */
const SETTLED_DAYS = 100;

interface History {
  readonly records: number;
  readonly now: Date;
  /** Chance of winning by headcount and the template's score, 0 to 1. */
  readonly chance: (headcount: number, template: number) => number;
}

/** Small companies win, whatever the template says. */
export const smallCompaniesWin: History['chance'] = (headcount, template) =>
  1 / (1 + Math.exp(-(2.5 * (headcount < 100 ? 1 : -1) + 0.03 * (template - 50))));

/** Companies `history-1` and on, each scored once, the last of them a hundred days ago. */
export async function keepHistory(
  database: Database,
  tenant: Tenant,
  { records, now, chance }: History,
): Promise<void> {
  const random = randomness(7);
  const end = now.getTime() - SETTLED_DAYS * DAY_MS;
  const rows = Array.from({ length: records }, (_, index) => {
    const headcount = Math.round(10 ** (1 + 2.5 * random()));
    const template = Math.round(100 * random());
    const at = new Date(end - (records - index) * 3_600_000).toISOString();
    return {
      recordId: `history-${index + 1}`,
      runId: `00000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`,
      snapshot: { version: 1 as const, at, values: { template, headcount } },
      outcome: random() < chance(headcount, template) ? ('won' as const) : ('lost' as const),
      since: new Date(end),
    };
  });
  await database.withOrganization(tenant.organizationId, async (trx) => {
    await keepSnapshots(trx, tenant, 'company', rows);
    await keepOutcomes(trx, tenant, 'company', rows, now);
  });
}
