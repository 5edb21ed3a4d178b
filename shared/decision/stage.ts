/** The suggested stage: CRM facts first, the score second, never backwards. */
import { type Stage, type StageName, stageName, type Veto } from '../contract/v1.ts';
import type { Signal } from '../evidence/signal.ts';
import type { DecisionRecord } from './decision.ts';

/** From first to last. */
export const stageOrder: readonly StageName[] = stageName.options;

/** High-priority positive signals that "qualified" takes besides the score. */
const signalsToQualify = 2;

interface StageInput {
  readonly record: Pick<DecisionRecord, 'crmStage' | 'previousStage' | 'isCustomer' | 'openDeals'>;
  /** 0–100; null when unknown. */
  readonly score: number | null;
  readonly signals: readonly Signal[];
  readonly veto: Veto | null;
}

/**
 * Customer and open deal are facts and decide. Otherwise the score suggests: 80 and two high-priority
 * signals qualified, 60 contacted, 40 lead, else prospect. An unknown score or a veto suggests
 * nothing further. What the CRM or an earlier run says already is never taken back.
 */
export function stageOf({ record, score, signals, veto }: StageInput): Stage {
  if (record.isCustomer) return { name: 'customer', reason: 'The CRM lists a customer.' };
  let stage =
    record.openDeals > 0
      ? ({ name: 'opportunity', reason: 'A deal is open.' } as const)
      : scoreStage(score, signals, veto);
  stage = notBehind(stage, record.crmStage, 'The CRM says so already.');
  return notBehind(stage, record.previousStage, 'Suggested earlier and not taken back.');
}

function scoreStage(score: number | null, signals: readonly Signal[], veto: Veto | null): Stage {
  if (veto) return { name: 'prospect', reason: `Not moved forward: ${veto.reason}` };
  if (score === null) return { name: 'prospect', reason: 'The score is unknown.' };
  const strong = signals.filter(
    ({ polarity, priority }) => polarity === 'positive' && priority === 'high',
  ).length;
  if (score >= 80 && strong >= signalsToQualify) {
    return {
      name: 'qualified',
      reason: `The score is ${score} and ${strong} signals have high priority.`,
    };
  }
  if (score >= 60) return { name: 'contacted', reason: `The score is ${score}; 60 is enough.` };
  if (score >= 40) return { name: 'lead', reason: `The score is ${score}; 40 is enough.` };
  return { name: 'prospect', reason: `The score is ${score}; a lead takes 40.` };
}

function notBehind(suggested: Stage, reached: StageName | null, reason: string): Stage {
  if (reached === null || stageOrder.indexOf(reached) <= stageOrder.indexOf(suggested.name)) {
    return suggested;
  }
  return { name: reached, reason };
}
