/** What a workflow is told of an enrichment. */
import type { QueueReport } from '../../shared/contract/bulk.ts';
import type { Enrichment } from '../../shared/contract/v1.ts';
import type { WorkflowOutputs } from '../../shared/contract/workflow-action.ts';
import { table } from '../../shared/table.ts';
import { storedError } from '../sync/errors.ts';

/** HubSpot keeps 65,536 characters of a text; three sentences are never that many. */
const longestSummary = 60_000;

/** Why a record is left alone on purpose, by the error's code. */
const skips = table<true>({
  crm_not_found: true,
  opted_out: true,
  record_erased: true,
  suppressed: true,
});

/** The outputs of an enrichment that has ended. */
export function outputsOf(enrichment: Enrichment): WorkflowOutputs {
  const { score, stage, match, summary, warnings } = enrichment;
  const said = summary.sentences.map(({ text }) => text).join(' ');
  const status = statusOf(enrichment);
  const why = status === 'skipped' && match.status !== 'matched' ? match.reason : null;
  const failure =
    status === 'failed' ? (warnings.at(-1)?.message ?? 'The CRM took none of the values.') : null;
  return {
    oppspot_score: score.value ?? '',
    oppspot_stage: stage.name,
    oppspot_confidence: score.value === null ? '' : score.confidence,
    oppspot_summary: (why ?? failure ?? said).slice(0, longestSummary),
    oppspot_status: status,
  };
}

/** What the enrichment wrote; of a preview, what it would write. */
export function reportOf({ status, plan, written }: Enrichment): QueueReport {
  if (status === 'previewed') {
    const fields = plan.changes.filter(({ decision }) => decision === 'write').length;
    return { fields, task: plan.task !== null, deal: plan.deal !== null };
  }
  const done = written.filter((item) => item.status === 'written');
  const has = (kind: 'task' | 'deal') => done.some((item) => item.kind === kind);
  const fields = done.find(({ kind }) => kind === 'fields')?.count ?? 0;
  return { fields, task: has('task'), deal: has('deal') };
}

function statusOf({ status, match, score }: Enrichment): WorkflowOutputs['oppspot_status'] {
  if (status === 'failed') return 'failed';
  // Without a company and without a score there is nothing that a later step could use.
  if (match.status !== 'matched' && score.value === null) return 'skipped';
  if (status === 'partial' || status === 'previewed') return status;
  return 'completed';
}

/** The outputs when nothing came of it; the reason is in words for a rep. */
export function outputsOfFailure(error: unknown): WorkflowOutputs {
  const { code, message } = storedError(error);
  return {
    oppspot_score: '',
    oppspot_stage: '',
    oppspot_confidence: '',
    oppspot_summary: message.slice(0, longestSummary),
    oppspot_status: skips[code] ? 'skipped' : 'failed',
  };
}

/** As HubSpot takes them, all as text; a failed action lets the record go on to the next step. */
export function outputFields(outputs: WorkflowOutputs): Record<string, string> {
  const failed = outputs.oppspot_status === 'failed' || outputs.oppspot_status === 'skipped';
  return {
    ...Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, String(value)])),
    hs_execution_state: failed ? 'FAIL_CONTINUE' : 'SUCCESS',
  };
}
