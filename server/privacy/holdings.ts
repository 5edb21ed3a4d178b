/** What we hold on a record, in words that a person who asks can read. */
import type { HeldRecord } from '../../shared/contract/privacy.ts';
import type { Evidence } from '../../shared/evidence/evidence.ts';
import type { RecordRef } from '../../shared/plan/plan.ts';
import type { CrmName } from '../crm/connector.ts';
import { crmLabel } from '../crm/labels.ts';
import { keptFor } from '../retention/windows.ts';
import type { TenantTransaction } from '../store/database.ts';
import {
  type Held,
  heldEntities,
  heldEvents,
  heldExecutions,
  heldHistory,
  heldMemory,
  heldRuns,
  heldSnapshots,
  heldWrites,
} from '../store/held-record.ts';
import { isEnrichment } from '../sync/finish.ts';
import type { Tenant } from '../sync/service.ts';

type Holding = HeldRecord['holdings'][number];

/** One for each kind of thing there is; none for what there is not. */
export async function holdingsOf(
  trx: TenantTransaction,
  tenant: Tenant,
  crm: CrmName,
  record: RecordRef,
): Promise<Holding[]> {
  const inCrm = crmLabel[crm];
  const runs = await heldRuns(trx, tenant, record);
  const found = runs.rows.flatMap(({ result }) => (isEnrichment(result) ? [result] : []));
  return [
    holding(runs, {
      kind: 'enrichments',
      description:
        'Enrichments, previews, undos and tasks of the record: what was found out about the company, what it was scored, what was planned, and the summary of it.',
      sources: [inCrm, ...sourcesOf(found.flatMap(({ evidence }) => evidence))],
      retention: `Details: ${keptFor('enrichment-details')} The score: ${keptFor('run-rows')}`,
    }),
    holding(await heldWrites(trx, tenant, record), {
      kind: 'writes',
      description: `What oppSpot wrote to ${inCrm}, and what stood there before.`,
      sources: [inCrm, 'oppSpot'],
      retention: `${keptFor('enrichment-details')} The keys of tasks and deals stay as long as the connection, so that none is created twice.`,
    }),
    ...(await memoryHolding(trx, tenant, inCrm, record)),
    holding(await heldExecutions(trx, tenant, record), {
      kind: 'requests',
      description:
        'What workflows, Flows, lists or integrators asked for, and the result they got.',
      sources: [inCrm, 'Integrators'],
      retention: keptFor('inbound-work'),
    }),
    holding(await heldEvents(trx, tenant, record), {
      kind: 'events',
      description: `What ${inCrm} told of the record: that it was created, changed, deleted, merged or erased; not to what.`,
      sources: [inCrm],
      retention: keptFor('inbound-work'),
    }),
    holding(await heldEntities(trx, tenant, record), {
      kind: 'sender-ids',
      description: 'Ids by which integrators sent the record.',
      sources: ['Integrators'],
      retention: 'As long as the connection.',
    }),
    holding(await heldSnapshots(trx, tenant, record), {
      kind: 'score-snapshots',
      description: `What was known when the record was scored first and last, in numbers and categories, and what became of it in ${inCrm}.`,
      sources: [inCrm, 'Public sources'],
      retention: keptFor('score-snapshots'),
    }),
    holding(await heldHistory(trx, tenant, record), {
      kind: 'history',
      description: 'Who did what to the record, when, and with which values.',
      sources: ['People and programs that use oppSpot'],
      retention: keptFor('history'),
    }),
  ].filter(({ count }) => count > 0);
}

async function memoryHolding(
  trx: TenantTransaction,
  tenant: Tenant,
  inCrm: string,
  record: RecordRef,
): Promise<Holding[]> {
  const row = await heldMemory(trx, tenant, record);
  if (!row || row.life === 'erased') return [];
  const at = row.last_enriched_at ?? row.picked_at ?? row.life_changed_at;
  return [
    {
      kind: 'memory',
      description:
        'What is remembered from one enrichment to the next: the values oppSpot wrote last, the company a person picked, digests of the address and of what the company was looked for by, and which public sources its enrichment rests on.',
      count: 1,
      oldest: at?.toISOString() ?? null,
      newest: at?.toISOString() ?? null,
      sources: [inCrm, 'A person who picked the company'],
      retention: `As long as the record and the connection; of a deleted record ${keptFor('gone-records')}`,
      content: {
        lastWritten: row.last_written,
        pickedDomain: row.picked_domain,
        pickedRegistrationNumber: row.picked_registration_number,
        lastEnrichedAt: row.last_enriched_at,
        emailHash: row.email_hash,
        lookedFor: row.looked_for,
        restsOn: Object.keys(row.evidence_marks),
        life: row.life,
      },
    },
  ];
}

function holding(
  { count, oldest, newest, rows }: Held<unknown>,
  text: Pick<Holding, 'kind' | 'description' | 'sources' | 'retention'>,
): Holding {
  return {
    ...text,
    count,
    oldest: oldest?.toISOString() ?? null,
    newest: newest?.toISOString() ?? null,
    content: rows,
  };
}

/** Public sources by name. */
function sourcesOf(evidence: readonly Evidence[]): string[] {
  const names = evidence.flatMap(({ source }) => (source.type === 'public' ? [source.label] : []));
  return [...new Set(names)].sort();
}
