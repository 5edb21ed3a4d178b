/** As the Flow action `OppSpotEnrichAction` and its service: up to 200 records at once, in one call of the product. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { cardAnswer } from '../../../../shared/contract/answer.ts';
import {
  type BatchResult,
  batchAnswer,
  type salesforceBatchCall,
} from '../../../../shared/contract/salesforce.ts';
import type { FlowInput, FlowOutput } from '../contract.ts';
import { ApexProblem, labelOf } from './problem.ts';
import { isReadable, objectName } from './records.ts';
import { requireOn, requirePermission, type Transaction } from './transaction.ts';

/** As many as the product takes in one call. */
export const mostRecords = 200;
/** Milliseconds that the answer may take beyond the wait that was asked for. */
export const batchGraceMs = 20_000;
const longestWaitSeconds = 60;

type Sent = z.output<typeof salesforceBatchCall>['records'][number];

/** One output for each input, in the same order. */
export async function enrichAction(
  transaction: Transaction,
  inputs: readonly FlowInput[],
): Promise<FlowOutput[]> {
  const { labels } = transaction;
  try {
    requirePermission(transaction, 'OppSpot_Enrich');
    requireOn(transaction, 'Enrich_From_Flow');
  } catch (error) {
    if (!(error instanceof ApexProblem)) throw error;
    const { label } = error;
    return inputs.map(() => without('refused', labelOf(labels, label)));
  }
  const prepared = inputs.map((input) => prepare(transaction, input));
  const sent = prepared.flatMap((one) => ('record' in one ? [one] : []));
  const results = await send(
    transaction,
    sent.map(({ record }) => record),
    Math.max(0, ...sent.map(({ waitMs }) => waitMs)),
  );
  return prepared.map((one) => ('record' in one ? (results.shift() ?? one.instead) : one.output));
}

type Prepared =
  | { readonly record: Sent; readonly waitMs: number; readonly instead: FlowOutput }
  | { readonly output: FlowOutput };

function prepare(transaction: Transaction, input: FlowInput): Prepared {
  const { labels } = transaction;
  const object = objectName(input.recordId) as Sent['object'] | null;
  if (object === null) {
    return { output: without('refused', labelOf(labels, 'Apex_Unsupported_Object')) };
  }
  if (!isReadable(transaction, input.recordId)) {
    return { output: without('refused', labelOf(labels, 'Apex_No_Access')) };
  }
  return {
    record: {
      object,
      recordId: input.recordId,
      mode: input.previewOnly ? 'preview' : 'write',
      refresh: input.refresh === true,
    },
    waitMs: 1_000 * clamped(input.waitSeconds ?? 0),
    instead: without('failed', labelOf(labels, 'Apex_Unreachable')),
  };
}

async function send(
  { gateway, labels }: Transaction,
  records: readonly Sent[],
  waitMs: number,
): Promise<FlowOutput[]> {
  if (records.length === 0) return [];
  const allFailed = (message: string) => records.map(() => without('failed', message));
  const body = { batchId: randomUUID(), trigger: 'workflow', waitMs, records };
  try {
    const text = await gateway.post('/salesforce/batch', body, waitMs + batchGraceMs);
    const answer = cardAnswer(batchAnswer).parse(JSON.parse(text));
    if (!answer.ok) return allFailed(answer.error.message);
    const { results } = answer.data;
    // Which result is whose would be a guess.
    if (results.length !== records.length) throw new ApexProblem('Apex_Not_Understood');
    return results.map(outputOf);
  } catch (error) {
    if (!(error instanceof ApexProblem)) throw error;
    return allFailed(labelOf(labels, error.label));
  }
}

function outputOf({ state, outputs, message }: BatchResult): FlowOutput {
  return outputs ? { ...outputs, message } : without(state, message);
}

const without = (status: string, message: string): FlowOutput => ({
  status,
  message,
  score: null,
  stage: null,
  confidence: null,
  summary: null,
});

const clamped = (seconds: number) => Math.max(0, Math.min(seconds, longestWaitSeconds));

/** What a Flow hands to the action. */
export const flowInputs = z
  .array(
    z.strictObject({
      recordId: z.string().max(18),
      refresh: z.boolean().nullable(),
      previewOnly: z.boolean().nullable(),
      waitSeconds: z.int().nullable(),
    }),
  )
  .min(1)
  .max(mostRecords) satisfies z.ZodType<FlowInput[]>;
