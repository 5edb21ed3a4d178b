/** An enrichment as it was decided, told in another language to somebody who reads that one. */
import type { Contribution, Enrichment } from '../contract/v1.ts';
import { decide } from '../decide.ts';
import type { Decision } from '../decision/decision.ts';
import type { LearnedModel } from '../scoring/learned/score.ts';
import { rewordedSince } from '../since/reworded.ts';
import type { TenantSettings } from '../tenant/settings.ts';
import { defaultLanguage, type Language } from './language.ts';

/**
 * Decides again from the stored evidence, in the other language, and takes over words alone: where what was
 * decided is found again with the same evidence, its text; nothing else. What cannot be found again, because
 * the settings have changed since or a model wrote it, stays as it stands in the CRM.
 *
 * @param learned the tenant's own model in use; a score of another one keeps its reasons as they are
 */
export function reworded(
  enrichment: Enrichment,
  settings: TenantSettings,
  language: Language,
  learned: LearnedModel | null = null,
): Enrichment {
  if (language === (enrichment.language ?? defaultLanguage)) return enrichment;
  const again = decide({
    now: enrichment.finishedAt ?? enrichment.startedAt,
    language,
    settings,
    record: recordOf(enrichment),
    match: enrichment.match,
    evidence: enrichment.evidence,
    learned,
  });
  const titles = new Map(again.signals.map(({ id, title }) => [id, title]));
  const steps = new Map(again.nextActions.map((step) => [step.id, step]));
  const { score, summary, stage, veto, assignment } = enrichment;
  return {
    ...enrichment,
    language,
    signals: enrichment.signals.map((signal) => ({
      ...signal,
      title: titles.get(signal.id) ?? signal.title,
    })),
    summary: isSameSummary(summary, again.summary)
      ? { ...summary, sentences: again.summary.sentences }
      : summary,
    score: scoreIn(score, again.score),
    stage: stage.name === again.stage.name ? { ...stage, reason: again.stage.reason } : stage,
    veto: veto && again.veto ? { ...veto, reason: again.veto.reason } : veto,
    nextActions: enrichment.nextActions.map((step) => {
      const told = steps.get(step.id);
      return told ? { ...step, title: told.title, reason: told.reason } : step;
    }),
    assignment: assignmentIn(assignment, again.assignment),
    ...(enrichment.sinceLast && {
      sinceLast: rewordedSince(enrichment.sinceLast, enrichment, again, settings),
    }),
  };
}

/** What the enrichment says of the record, as far as words depend on it. */
function recordOf({ record, stage, assignment, nextActions }: Enrichment) {
  return {
    object: record.object,
    id: record.id,
    name: record.name,
    jobTitle: null,
    ownerId: assignment.status === 'unassigned' && assignment.code === 'has-owner' ? 'known' : null,
    crmStage: null,
    previousStage: null,
    isCustomer: stage.name === 'customer',
    openDeals: stage.name === 'opportunity' ? 1 : 0,
    optedOut: nextActions.some(({ id }) => id === 'do-not-contact'),
  };
}

function isSameSummary(one: Enrichment['summary'], other: Enrichment['summary']): boolean {
  const cited = ({ sentences }: Enrichment['summary']) =>
    JSON.stringify(sentences.map(({ evidenceIds }) => evidenceIds));
  return one.author === 'template' && cited(one) === cited(other);
}

function scoreIn(score: Enrichment['score'], again: Decision['score']): Enrichment['score'] {
  if (score.modelVersion !== again.modelVersion || score.value !== again.value) return score;
  const reasons = new Map(again.contributions.map((entry) => [keyOf(entry), entry.reason]));
  const told = (entry: Contribution) => ({
    ...entry,
    reason: reasons.get(keyOf(entry)) ?? entry.reason,
  });
  return {
    ...score,
    components: score.components.map((component) => {
      const other = again.components.find(({ name }) => name === component.name);
      const isUnknown = component.unknownReason !== null && other?.unknownReason != null;
      return isUnknown ? { ...component, unknownReason: other.unknownReason } : component;
    }),
    contributions: score.contributions.map(told),
    strongestPositives: score.strongestPositives.map(told),
    strongestNegatives: score.strongestNegatives.map(told),
    wouldRaise:
      score.wouldRaise.length === again.wouldRaise.length ? again.wouldRaise : score.wouldRaise,
  };
}

/** One piece of evidence can bring several entries; their points and places tell them apart. */
function keyOf({ component, points, evidenceIds, date }: Contribution): string {
  return JSON.stringify([component, points, evidenceIds, date]);
}

function assignmentIn(
  one: Enrichment['assignment'],
  other: Enrichment['assignment'],
): Enrichment['assignment'] {
  const code = ({ status, ...rest }: Enrichment['assignment']) =>
    JSON.stringify([status, 'code' in rest ? rest.code : 'ruleId' in rest ? rest.ruleId : null]);
  return code(one) === code(other) ? { ...one, reason: other.reason } : one;
}
