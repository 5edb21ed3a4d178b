/** The core: everything decided about one record from its evidence. Pure: no I/O, no clock, no chance. */
import { nextActionsOf } from './decision/actions.ts';
import { assignmentOf } from './decision/assignment.ts';
import { dealDecision, taskDecision } from './decision/automation.ts';
import type { Decision, DecisionInput } from './decision/decision.ts';
import { stageOf } from './decision/stage.ts';
import { vetoOf } from './decision/veto.ts';
import { evidenceSet } from './evidence/evidence-set.ts';
import { templateSummary } from './narrative/template.ts';
import { snapshotOf } from './scoring/learned/history.ts';
import { learnedScore } from './scoring/learned/score.ts';
import { scoreOf } from './scoring/score.ts';
import { signalsOf } from './signals/signals.ts';

/**
 * Signals, score, stage, next steps, owner, follow-up task, deal and summary of one record. The same
 * input gives the same decision, and the order of the evidence does not matter.
 *
 * @throws RangeError when `now` is not a date
 */
export function decide(input: DecisionInput): Decision {
  const { settings, record, match } = input;
  const set = evidenceSet(input.evidence, input.now, input.language);
  const signals = signalsOf(set, settings);
  const template = scoreOf(set, settings, match);
  const score = input.learned ? learnedScore(input.learned, set, template, signals) : template;
  const veto = vetoOf(set, signals);
  const stage = stageOf({
    record,
    score: score.value,
    signals,
    veto,
    says: set.words.decision.stage,
  });
  const assignment = assignmentOf(set, record, settings);
  const actions = nextActionsOf({ set, settings, record, match, score, signals, veto, assignment });
  const { dealProbability = null } = input;
  const automation = { set, settings, record, match, score, signals, veto, actions };
  return {
    language: set.words.language,
    signals,
    score,
    snapshot: snapshotOf(set, template, signals),
    stage,
    veto,
    nextActions: actions,
    assignment,
    task: taskDecision(automation),
    deal: dealDecision({ ...automation, dealProbability }),
    summary: templateSummary(set),
  };
}
