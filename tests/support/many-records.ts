/** A thousand records as a job has them: what is written to all of them, and how they are listed. */
import type {
  CrmConnector,
  FieldCondition,
  RecordFilter,
  RecordPage,
  WriteOperation,
  WriteOutcome,
} from '../../server/crm/connector.ts';
import type { CrmValue, ObjectType } from '../../shared/plan/plan.ts';

interface Job {
  readonly contactIds: readonly string[];
  companyOf(contactId: string): string;
  readonly values: Readonly<Record<string, CrmValue>>;
  /** ISO 8601; the CRM's own default when null. */
  readonly closeDate: string | null;
}

/** The values on every contact, a task for the first 300, a deal for every tenth. */
export function enrichmentOf({ contactIds, companyOf, values, closeDate }: Job): WriteOperation[] {
  const shared = (id: string) => ({
    ownerId: null,
    reason: 'Score 72.',
    associations: [
      { object: 'contact' as const, id },
      { object: 'company' as const, id: companyOf(id) },
    ],
  });
  const updates = contactIds.map((id): WriteOperation => {
    return { kind: 'update', key: `update:${id}`, record: { object: 'contact', id }, values };
  });
  const tasks = contactIds.slice(0, 300).map((id): WriteOperation => {
    const key = `task:${id}`;
    const dueAt = '2026-11-23T09:00:00.000Z';
    const words = { subject: 'Call', body: 'They are hiring.', dueAt, priority: 'high' as const };
    return { kind: 'create-task', key, task: { key, ...words, ...shared(id) } };
  });
  const tenths = contactIds.filter((_, index) => index % 10 === 0);
  const deals = tenths.map((id): WriteOperation => {
    const key = `deal:${id}`;
    const place = { pipeline: null, stage: null, closeDate };
    return { kind: 'create-deal', key, deal: { key, name: 'oppSpot', ...place, ...shared(id) } };
  });
  return [...updates, ...tasks, ...deals];
}

/** The first updates with a value more. */
export function withValueOnFirst(
  count: number,
  operations: readonly WriteOperation[],
  value: Readonly<Record<string, CrmValue>>,
): WriteOperation[] {
  return operations.map((one, index) =>
    one.kind === 'update' && index < count ? { ...one, values: { ...one.values, ...value } } : one,
  );
}

/** Keys of what was written without a part that the CRM refused. */
export function slimmed(outcomes: ReadonlyMap<string, WriteOutcome>): string[] {
  return [...outcomes].flatMap(([key, outcome]) =>
    outcome.status === 'applied' && outcome.rejected.length > 0 ? [key] : [],
  );
}

export const everyRecord = { kind: 'all' } as const;

export function fields(...conditions: FieldCondition[]): RecordFilter {
  return { kind: 'fields', conditions };
}

export async function pagesOf(
  connector: CrmConnector,
  filter: RecordFilter,
  object: ObjectType = 'contact',
  limit = 2_000,
): Promise<RecordPage[]> {
  const pages: RecordPage[] = [];
  let after: string | null = null;
  do {
    const page: RecordPage = await connector.listRecords(object, { filter, after, limit });
    pages.push(page);
    after = page.next;
  } while (after !== null);
  return pages;
}

export function idsOf(pages: readonly RecordPage[]): string[] {
  return pages.flatMap(({ ids }) => ids);
}
