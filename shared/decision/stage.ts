/** The suggested stage: CRM facts first, the score second, never backwards. */
import { type Stage, type StageName, stageName, type Veto } from '../contract/v1.ts';
import type { Signal } from '../evidence/signal.ts';
import type { DecisionWords } from '../language/words.ts';
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
  readonly says: DecisionWords['stage'];
}

/**
 * Customer and open deal are facts and decide. Otherwise the score suggests: 80 and two high-priority
 * signals qualified, 60 contacted, 40 lead, else prospect. An unknown score or a veto suggests
 * nothing further. What the CRM or an earlier run says already is never taken back.
 */
export function stageOf({ record, score, signals, veto, says }: StageInput): Stage {
  if (record.isCustomer) return { name: 'customer', reason: says.customer };
  let stage =
    record.openDeals > 0
      ? ({ name: 'opportunity', reason: says.openDeal } as const)
      : scoreStage(score, signals, veto, says);
  stage = notBehind(stage, record.crmStage, says.inCrm);
  return notBehind(stage, record.previousStage, says.suggestedEarlier);
}

function scoreStage(
  score: number | null,
  signals: readonly Signal[],
  veto: Veto | null,
  says: DecisionWords['stage'],
): Stage {
  if (veto) return { name: 'prospect', reason: says.notMovedForward(veto.reason) };
  if (score === null) return { name: 'prospect', reason: says.scoreUnknown };
  const strong = signals.filter(
    ({ polarity, priority }) => polarity === 'positive' && priority === 'high',
  ).length;
  if (score >= 80 && strong >= signalsToQualify) {
    return { name: 'qualified', reason: says.qualified(score, strong) };
  }
  if (score >= 60) return { name: 'contacted', reason: says.reached('contacted', score) };
  if (score >= 40) return { name: 'lead', reason: says.reached('lead', score) };
  return { name: 'prospect', reason: says.belowLead(score) };
}

function notBehind(suggested: Stage, reached: StageName | null, reason: string): Stage {
  if (reached === null || stageOrder.indexOf(reached) <= stageOrder.indexOf(suggested.name)) {
    return suggested;
  }
  return { name: reached, reason };
}
