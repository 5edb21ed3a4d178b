/** Takes enrichments back that a bulk enrichment made. */
import pLimit from 'p-limit';
import type { UndoReport } from '../../shared/contract/v1.ts';
import { actingAs } from '../audit/actor.ts';
import type { EndedItem, QueueItem } from '../store/sync-queue.ts';
import type { Tenant } from '../sync/service.ts';
import type { QueueDependencies } from './dependencies.ts';

const AT_ONCE = 8;

type Undone =
  | { readonly ok: true; readonly ended: EndedItem }
  | { readonly ok: false; readonly error: unknown };

/** One for each item. Never throws. */
export async function undoAll(
  { sync }: QueueDependencies,
  tenant: Tenant,
  items: readonly QueueItem[],
): Promise<{ readonly one: QueueItem; readonly result: Undone }[]> {
  const limit = pLimit(AT_ONCE);
  return Promise.all(
    items.map((one) =>
      limit(async () => {
        if (one.undoes === null) throw new Error('an undo names what it takes back');
        const target = one.undoes;
        try {
          const report = await actingAs(one.actor, () => sync.undo(tenant, target));
          return { one, result: { ok: true as const, ended: endedBy(one, report) } };
        } catch (error) {
          return { one, result: { ok: false as const, error } };
        }
      }),
    ),
  );
}

function endedBy(item: QueueItem, report: UndoReport): EndedItem {
  const restored = report.items.filter(({ outcome }) => outcome === 'restored');
  const deleted = (kind: 'task' | 'deal') =>
    report.items.some((one) => one.kind === kind && one.outcome === 'deleted');
  const leftAlone = report.items.find(({ outcome }) => outcome === 'left-alone');
  const failed = report.items.find(({ outcome }) => outcome === 'failed');
  return {
    id: item.id,
    enrichmentId: item.undoes,
    outputs: {
      oppspot_score: '',
      oppspot_stage: '',
      oppspot_confidence: '',
      oppspot_summary: (failed ?? leftAlone)?.reason ?? 'Undone.',
      oppspot_status: report.status === 'undone' ? 'completed' : report.status,
    },
    report: { fields: restored.length, task: deleted('task'), deal: deleted('deal') },
    error: null,
  };
}
