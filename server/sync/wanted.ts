import { companyFacts } from '../../shared/company/facts.ts';
import type { CompanyMatch } from '../../shared/company/match.ts';
import type { Decision } from '../../shared/decision/decision.ts';
import type { Evidence } from '../../shared/evidence/evidence.ts';
import { fieldValues } from '../../shared/fields/values.ts';
import type { WantedValue } from '../../shared/plan/build.ts';

export interface Findings {
  readonly decision: Pick<
    Decision,
    'language' | 'score' | 'summary' | 'signals' | 'nextActions' | 'stage'
  >;
  readonly match: CompanyMatch;
  readonly evidence: readonly Evidence[];
  readonly enrichmentId: string;
  /** Null when nobody is assigned. */
  readonly ownerId: string | null;
  /** ISO 8601: when the record was researched. */
  readonly at: string;
}

/** What oppSpot would like to stand in the CRM, by oppSpot field. */
export function wantedValues(findings: Findings): Record<string, WantedValue | undefined> {
  const { decision, match, evidence, enrichmentId, ownerId, at } = findings;
  const own = fieldValues(decision, { now: at, match, evidence, enrichmentId });
  const facts = match.status === 'matched' ? companyFacts(evidence) : {};
  return {
    ...own,
    ...facts,
    ...(ownerId !== null && { owner: { value: ownerId, evidenceIds: [] } }),
  };
}
