/** What would raise a score, found by scoring again with it. */
import type { CompanyMatch } from '../company/match.ts';
import { currentTrouble } from '../company/register.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { type EvidenceSet, ofKind } from '../evidence/evidence-set.ts';
import type { ComponentName, TenantSettings } from '../tenant/settings.ts';
import { counted } from '../text/prose.ts';
import { engagementWith } from './engagement.ts';
import { financialComponent } from './financial.ts';
import { hasProfile } from './fit.ts';
import { type Components, componentOrder, overallOf } from './overall.ts';

interface Candidate {
  /** Points of the overall score, or the weight at stake where nobody can know the points. */
  readonly gain: number;
  readonly text: string;
}

/** Points of the overall score that a component's new value brings. */
type GainWith = (name: ComponentName, value: number | null) => number;

/** At most five sentences, the most effective first. */
export function wouldRaise(
  set: EvidenceSet,
  components: Components,
  settings: TenantSettings,
  match: CompanyMatch,
): string[] {
  const candidates: Candidate[] = [];
  if (match.status === 'ambiguous') {
    candidates.push({
      gain: 100,
      text: 'Confirm which company this is: no company fact counts before.',
    });
  }
  const before = overallOf(components, settings.weights) ?? 0;
  const gainWith: GainWith = (name, value) => {
    const changed = { ...components, [name]: { ...components[name], value } };
    return Math.round((overallOf(changed, settings.weights) ?? 0) - before);
  };
  meetingOrReply(set, components, gainWith, candidates);
  overdueAccounts(set, gainWith, candidates);
  for (const name of componentOrder) {
    if (components[name].value === null) {
      candidates.push({
        gain: settings.weights[name] * 50,
        text: unknownText(name, settings),
      });
    }
  }
  const countsGrowth = components.growth.value !== null && currentTrouble(set) === null;
  if (countsGrowth && ofKind(set, 'open-jobs').length === 0) {
    candidates.push({
      gain: 1,
      text: 'Growth rests on no job board: a careers page that links to one would show open roles.',
    });
  }
  return candidates
    .sort((a, b) => b.gain - a.gain)
    .slice(0, 5)
    .map(({ text }) => text);
}

function meetingOrReply(
  set: EvidenceSet,
  components: Components,
  gainWith: GainWith,
  candidates: Candidate[],
): void {
  if (components.engagement.value === 100) return;
  const happened = new Set(ofKind(set, 'engagement').map(({ value }) => value.event));
  for (const event of ['meeting', 'reply'] as const) {
    const gain = gainWith('engagement', engagementWith(set, event));
    if (gain > 0) {
      candidates.push({
        gain,
        text: `${happened.has(event) ? 'Another' : 'A'} ${event} now would add up to ${counted(gain, 'point')}.`,
      });
    }
  }
}

function overdueAccounts(set: EvidenceSet, gainWith: GainWith, candidates: Candidate[]): void {
  const accounts = ofKind(set, 'accounts');
  if (!accounts.some(({ value }) => value.overdue)) return;
  const filed = accounts.map((item) => ({ ...item, value: { ...item.value, overdue: false } }));
  const { value } = financialComponent(withKind(set, 'accounts', filed));
  const gain = gainWith('financial', value);
  if (gain > 0) {
    candidates.push({
      gain,
      text: `Accounts filed at the register would add ${counted(gain, 'point')}: they are overdue.`,
    });
  }
}

function unknownText(name: ComponentName, { idealCustomer }: TenantSettings): string {
  switch (name) {
    case 'financial':
      return 'Financial standing is unknown: find the company’s register entry or its accounts.';
    case 'growth':
      return 'Growth is unknown: find the company’s job board, share issues or news.';
    case 'engagement':
      return 'Engagement is unknown: log a meeting or a reply, or link the contacts to the company.';
    case 'fit':
      return hasProfile(idealCustomer)
        ? 'Fit is unknown: find the company’s industry, size or country.'
        : 'Fit is unknown: set an ideal-customer profile.';
  }
}

function withKind(
  set: EvidenceSet,
  kind: Evidence['kind'],
  items: readonly Evidence[],
): EvidenceSet {
  return { ...set, byKind: new Map(set.byKind).set(kind, items) };
}
