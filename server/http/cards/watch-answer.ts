/** What who watches a run is told next. */
import type { RunAnswer } from '../../../shared/contract/card.ts';
import type { RecordRef } from '../../../shared/plan/plan.ts';
import type { SyncService, Tenant } from '../../sync/service.ts';
import type { HeldQuestions } from './held-questions.ts';
import { endedAnswer } from './run-answer.ts';

const holdMs = 2_500;
const askAgainMs = 700;

/** Held until there is more than `seen`, where the account may hold one more; else with the time to ask again. */
export function watchAnswer(
  sync: SyncService,
  held: HeldQuestions,
  tenant: Tenant,
  record: RecordRef,
  { runId, seen }: { readonly runId: string; readonly seen: number },
): Promise<RunAnswer> {
  return held.hold(tenant.integrationId, async (mayWait): Promise<RunAnswer> => {
    const waitMs = mayWait ? holdMs : 0;
    const progress = await sync.watch(tenant, record, runId, { seen, waitMs });
    if (!progress) return endedAnswer(sync, tenant, record);
    const pollAfterMs = mayWait ? 0 : askAgainMs;
    return { state: 'running', progress: { ...progress, pollAfterMs } };
  });
}
