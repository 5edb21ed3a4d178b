/** Who should own the record, by the tenant's rules. What is unknown stays unassigned. */
import { industryMatches, type KnownIndustry } from '../company/industry.ts';
import { currentRegistrations } from '../company/register.ts';
import type { Assignment } from '../contract/v1.ts';
import { type EvidenceSet, ofKind } from '../evidence/evidence-set.ts';
import type { DecisionWords } from '../language/words.ts';
import type { AssignmentRule, TenantSettings } from '../tenant/settings.ts';
import type { DecisionRecord } from './decision.ts';

/**
 * The first rule whose conditions all hold names the owner. A condition on something unknown does not
 * hold; when no rule holds and one failed only for that, the code is `unknown-territory` rather than
 * `no-rule`. An owner the CRM has already is kept.
 */
export function assignmentOf(
  set: EvidenceSet,
  record: Pick<DecisionRecord, 'ownerId'>,
  settings: Pick<TenantSettings, 'assignment' | 'automation'>,
): Assignment {
  const says = set.words.decision.assignment;
  if (record.ownerId !== null && record.ownerId !== '') {
    return { status: 'unassigned', code: 'has-owner', reason: says.hasOwner };
  }
  if (!settings.automation.assign) {
    return {
      status: 'unassigned',
      code: 'switched-off',
      reason: says.switchedOff,
    };
  }
  const countries = knownCountries(set);
  const industries = knownIndustries(set);
  const unknown = new Set<Need>();
  for (const rule of settings.assignment) {
    const needs = unmet(rule, countries, industries);
    if (needs === null) continue;
    if (needs.length === 0) return owners(rule, says);
    for (const need of needs) unknown.add(need);
  }
  if (unknown.size > 0) {
    return {
      status: 'unassigned',
      code: 'unknown-territory',
      reason: says.unknownTerritory([...unknown]),
    };
  }
  return {
    status: 'unassigned',
    code: 'no-rule',
    reason: settings.assignment.length === 0 ? says.noRules : says.noRuleFits,
  };
}

/** What has to be known before a rule can be held against a company. */
type Need = 'country' | 'industry';

/** Null when a condition fails; otherwise what must be known before the rule holds. */
function unmet(
  { when }: AssignmentRule,
  countries: ReadonlySet<string>,
  industries: readonly KnownIndustry[],
): Need[] | null {
  const needs: Need[] = [];
  if (when.countries && when.countries.length > 0) {
    if (countries.size === 0) needs.push('country');
    else if (!when.countries.some((code) => countries.has(code.toUpperCase()))) return null;
  }
  if (when.industries && when.industries.length > 0) {
    const wanted = when.industries;
    if (industries.length === 0) needs.push('industry');
    else if (!industries.some((known) => wanted.some((name) => industryMatches(name, known)))) {
      return null;
    }
  }
  return needs;
}

function owners(rule: AssignmentRule, says: DecisionWords['assignment']): Assignment {
  const ownerIds = [...new Set(rule.ownerIds)];
  const [ownerId] = ownerIds;
  if (ownerIds.length === 1 && ownerId !== undefined) {
    return {
      status: 'assigned',
      ownerId,
      ruleId: rule.id,
      reason: says.named(rule.name),
    };
  }
  return {
    status: 'rotation',
    ownerIds,
    ruleId: rule.id,
    reason: says.rotation(rule.name, ownerIds.length),
  };
}

function knownCountries(set: EvidenceSet): Set<string> {
  const known = new Set<string>();
  for (const { value } of currentRegistrations(set)) {
    if (value.country !== null) known.add(value.country.toUpperCase());
  }
  for (const { value } of ofKind(set, 'location')) known.add(value.country.toUpperCase());
  return known;
}

function knownIndustries(set: EvidenceSet): KnownIndustry[] {
  const known: KnownIndustry[] = [];
  for (const { value } of currentRegistrations(set)) {
    for (const code of value.industryCodes) known.push({ code, name: null });
  }
  for (const { value } of ofKind(set, 'industry')) {
    known.push({ code: value.scheme === 'sic2007' ? value.code : null, name: value.name });
  }
  return known;
}
