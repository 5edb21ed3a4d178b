/** What would raise a score, found by scoring again with it. */
import type { CompanyMatch } from '../company/match.ts';
import { currentTrouble } from '../company/register.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { type EvidenceSet, ofKind } from '../evidence/evidence-set.ts';
import type { ScoreWords } from '../language/score-words.ts';
import type { ComponentName, TenantSettings } from '../tenant/settings.ts';
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
  const says = set.words.score.wouldRaise;
  const candidates: Candidate[] = [];
  if (match.status === 'ambiguous') {
    candidates.push({
      gain: 100,
      text: says.confirmCompany,
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
        text: unknownText(name, settings, says),
      });
    }
  }
  const countsGrowth = components.growth.value !== null && currentTrouble(set) === null;
  if (countsGrowth && ofKind(set, 'open-jobs').length === 0) {
    candidates.push({
      gain: 1,
      text: says.noJobBoard,
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
        text: set.words.score.wouldRaise.another(event, !happened.has(event), gain),
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
      text: set.words.score.wouldRaise.accountsFiled(gain),
    });
  }
}

function unknownText(
  name: ComponentName,
  { idealCustomer }: TenantSettings,
  says: ScoreWords['wouldRaise'],
): string {
  return name === 'fit' && !hasProfile(idealCustomer) ? says.noProfile : says[name];
}

function withKind(
  set: EvidenceSet,
  kind: Evidence['kind'],
  items: readonly Evidence[],
): EvidenceSet {
  return { ...set, byKind: new Map(set.byKind).set(kind, items) };
}
