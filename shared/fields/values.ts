/** A decision as the texts and numbers that stand in the CRM's oppSpot fields. */
import type { CompanyMatch } from '../company/match.ts';
import type { Decision } from '../decision/decision.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { isDateOfState } from '../evidence/evidence-set.ts';
import { wordsOf } from '../language/catalogue.ts';
import { plainText } from '../narrative/plain-text.ts';
import type { ComponentName } from '../tenant/settings.ts';
import { dayOf } from '../text/dates.ts';
import type { OppspotFieldName } from './registry.ts';

export interface FieldValue {
  /** Null clears the field: unknown is shown as nothing, not as zero. */
  readonly value: string | number | null;
  readonly evidenceIds: string[];
}

export interface FieldContext {
  /** ISO 8601: when the record was researched. */
  readonly now: string;
  readonly match: CompanyMatch;
  readonly evidence: readonly Evidence[];
  readonly enrichmentId: string;
}

/** One value for every oppSpot field; connectors encode and shorten them for their CRM. */
export function fieldValues(
  decision: Pick<Decision, 'language' | 'score' | 'summary' | 'signals' | 'nextActions' | 'stage'>,
  context: FieldContext,
): Record<OppspotFieldName, FieldValue> {
  const { score, summary, signals, nextActions, stage } = decision;
  const { match } = context;
  const words = wordsOf(decision.language);
  const labels = new Map(context.evidence.map(({ id, source }) => [id, source.label]));
  const company = match.status === 'matched' ? match.company : null;
  const dated = (evidenceIds: readonly string[], date: string) =>
    isDateOfState(context.evidence, evidenceIds, date) ? words.text.asOfDay(date) : dayOf(date);
  const component = (name: ComponentName): FieldValue => ({
    value: score.components.find((entry) => entry.name === name)?.value ?? null,
    evidenceIds: idsOf(score.contributions.filter((entry) => entry.component === name)),
  });
  return {
    score: { value: score.value, evidenceIds: idsOf(score.contributions) },
    summary: {
      value: summary.sentences.map(({ text }) => text).join(' ') || words.summary.nothing,
      evidenceIds: idsOf(summary.sentences),
    },
    score_confidence: { value: score.confidence, evidenceIds: [] },
    last_enriched_at: { value: context.now, evidenceIds: [] },
    signals: {
      value: lines(
        signals.map(({ date, title, evidenceIds }) => {
          const label = plainText(labels.get(evidenceIds[0] ?? '') ?? '', 60);
          const source = label === '' || title.includes(`(${label})`) ? '' : ` (${label})`;
          return `${dated(evidenceIds, date)} · ${title}${source}`;
        }),
      ),
      evidenceIds: idsOf(signals),
    },
    next_actions: {
      value: lines(
        nextActions.map(({ title, reason }, index) => `${index + 1}. ${title} – ${reason}`),
      ),
      evidenceIds: idsOf(nextActions),
    },
    deal_stage: { value: stage.name, evidenceIds: [] },
    score_financial: component('financial'),
    score_growth: component('growth'),
    score_engagement: component('engagement'),
    score_fit: component('fit'),
    score_reasons: {
      value: lines(
        score.contributions.map(
          ({ overallPoints, reason, date, evidenceIds }) =>
            `${words.text.signed(overallPoints)} ${reason} (${dated(evidenceIds, date)})`,
        ),
      ),
      evidenceIds: idsOf(score.contributions),
    },
    match_confidence: {
      value: company === null ? null : Math.round(company.confidence * 100),
      evidenceIds: [],
    },
    company_number: companyNumber(context),
    enrichment_id: { value: context.enrichmentId, evidenceIds: [] },
  };
}

function companyNumber({ match, evidence }: FieldContext): FieldValue {
  const number = match.status === 'matched' ? (match.company.registration?.number ?? null) : null;
  const ids = evidence
    .filter((item) => item.kind === 'registration' && item.value.number === number)
    .map(({ id }) => id);
  return { value: number, evidenceIds: number === null ? [] : ids };
}

function lines(texts: readonly string[]): string | null {
  return texts.length === 0 ? null : texts.join('\n');
}

function idsOf(items: readonly { readonly evidenceIds: readonly string[] }[]): string[] {
  return [...new Set(items.flatMap(({ evidenceIds }) => evidenceIds))];
}
