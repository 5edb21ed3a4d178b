/** Writes what differs to records that were located, and creates those that are nowhere. */
import type { CrmValue } from '../../../shared/plan/plan.ts';
import type { AppError } from '../../errors.ts';
import type { WriteOutcome } from '../connector.ts';
import { CrmError } from '../errors.ts';
import type { UpsertDesk } from './desk.ts';
import type {
  EntityObject,
  FoundBy,
  FoundRecord,
  LeftField,
  NotUpserted,
  RecordKnowledge,
  UpsertedRecord,
  UpsertRules,
  WrittenField,
} from './entity.ts';
import type { Job } from './locate.ts';
import { type PlannedField, planUpsert, type RecordPlan } from './plan.ts';

export interface Item {
  readonly job: Job;
  readonly found: FoundRecord | null;
  readonly by: FoundBy | null;
  /** The company that a contact is to belong to. */
  readonly companyId: string | null;
}

export type Settled = UpsertedRecord | NotUpserted;

/** By record id, as far as the caller knows anything of it. */
export type Knowledge = ReadonlyMap<string, RecordKnowledge>;

/** One for every item, by its job's key. Never throws. */
export async function settle(
  desk: UpsertDesk,
  rules: UpsertRules,
  object: EntityObject,
  items: readonly Item[],
  knowledge: Knowledge,
): Promise<Map<string, Settled>> {
  const plan = ({ job, found }: Item): RecordPlan =>
    planUpsert({
      ref: found?.ref ?? { object, id: 'new' },
      values: desk.complete(object, job.values, found),
      found,
      lastWritten: (found && knowledge.get(found.ref.id)?.lastWritten) ?? {},
      own: desk.fields(object),
      mapped: rules.mapping(object),
      encode: desk.encode,
    });
  const [updated, created] = await Promise.all([
    update(
      desk,
      items.flatMap((item) => (item.found ? [{ item, found: item.found, plan: plan(item) }] : [])),
    ),
    create(
      desk,
      object,
      items.flatMap((item) => (item.found ? [] : [{ item, plan: plan(item) }])),
    ),
  ]);
  return new Map([...updated, ...created]);
}

interface Planned {
  readonly item: Item;
  readonly plan: RecordPlan;
}

async function update(
  desk: UpsertDesk,
  all: readonly (Planned & { readonly found: FoundRecord })[],
): Promise<Map<string, Settled>> {
  const links = all.flatMap(({ item: { companyId }, found }) =>
    companyId !== null && found.companyId === null ? [{ contactId: found.ref.id, companyId }] : [],
  );
  const changed = all.filter(({ plan }) => plan.written.length > 0);
  const [outcomes, linked] = await Promise.all([
    changed.length === 0
      ? new Map<string, WriteOutcome>()
      : desk.write(
          changed.map(({ item, found, plan }) => ({
            kind: 'update',
            key: item.job.key,
            record: found.ref,
            values: valuesOf(plan.written),
          })),
        ),
    desk.link(links),
  ]);
  return new Map(
    all.map(({ item, found, plan }): [string, Settled] => {
      const { key } = item.job;
      const outcome = outcomes.get(key);
      if (outcome && outcome.status !== 'applied') return [key, outcome];
      const tie = tieOf(item, found, linked);
      const written = [...appliedFields(plan.written, outcome), ...tie.written];
      const settled: UpsertedRecord = {
        status: written.length > 0 ? 'updated' : 'unchanged',
        record: found.ref,
        url: found.url,
        written,
        left: [...plan.left, ...tie.left],
        rejected: outcome?.rejected ?? [],
        foundBy: item.by,
      };
      return [key, settled];
    }),
  );
}

/** A contact that belongs to another company stays there: somebody has put it there. */
function tieOf(
  { companyId }: Item,
  found: FoundRecord,
  linked: ReadonlyMap<string, AppError | null>,
): { readonly written: WrittenField[]; readonly left: LeftField[] } {
  const label = 'Company';
  if (companyId === null || found.companyId === companyId) return { written: [], left: [] };
  if (found.companyId !== null) {
    return { written: [], left: [{ label, reason: belongsElsewhere }] };
  }
  const refusal = linked.get(found.ref.id);
  if (refusal) return { written: [], left: [{ label, reason: refusal.message }] };
  const written = { field: null, label, before: null, after: companyId };
  return { written: [written], left: [] };
}

export const belongsElsewhere = 'The contact belongs to another company in the CRM.';

async function create(
  desk: UpsertDesk,
  object: EntityObject,
  all: readonly Planned[],
): Promise<Map<string, Settled>> {
  if (all.length === 0) return new Map();
  const outcomes = await desk.create(
    object,
    all.map(({ item: { job, companyId }, plan }) => ({
      key: job.key,
      identity: job.identity,
      values: valuesOf(plan.written),
      companyId,
    })),
  );
  return new Map(
    all.map(({ item, plan }): [string, Settled] => {
      const { key } = item.job;
      const outcome = outcomes.get(key) ?? { status: 'unknown', error: unaccounted() };
      if (outcome.status !== 'applied') return [key, outcome];
      const record = { object, id: outcome.id };
      if (outcome.existing) return [key, existing(record, outcome, item.by)];
      const company = { field: null, label: 'Company', before: null, after: item.companyId };
      return [
        key,
        {
          status: 'created',
          record,
          url: outcome.url,
          written: [
            ...appliedFields(plan.written, outcome),
            ...(item.companyId === null ? [] : [company]),
          ],
          left: plan.left,
          rejected: outcome.rejected,
          foundBy: null,
        },
      ];
    }),
  );
}

/** Somebody else made it while we looked; what it holds is not known and was not touched. */
function existing(
  record: UpsertedRecord['record'],
  { url }: Pick<Extract<WriteOutcome, { status: 'applied' }>, 'url'>,
  foundBy: FoundBy | null,
): UpsertedRecord {
  const left = [
    {
      label: 'The record',
      reason: 'Somebody created it at the same moment. Send it again to fill what is still empty.',
    },
  ];
  return { status: 'unchanged', record, url, written: [], left, rejected: [], foundBy };
}

function valuesOf(planned: readonly PlannedField[]): Record<string, CrmValue> {
  return Object.fromEntries(planned.map(({ field, after }) => [field, after]));
}

function appliedFields(
  planned: readonly PlannedField[],
  outcome: Extract<WriteOutcome, { status: 'applied' }> | undefined,
): WrittenField[] {
  const refused = new Set(outcome?.rejected.map(({ field }) => field?.toLowerCase()));
  return planned.filter(({ field }) => !refused.has(field.toLowerCase()));
}

function unaccounted(): CrmError {
  return new CrmError(
    'unexpected',
    'The CRM did not say what became of the record. Send it again: what was created is found.',
    { crmStatus: null, outcomeUnknown: true },
  );
}
