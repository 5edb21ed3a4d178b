/** Evidence to signals: what a seller should know, each with its date and its evidence. */
import { ageInDays, type EvidenceSet, order } from '../evidence/evidence-set.ts';
import type { Level, Signal, SignalType } from '../evidence/signal.ts';
import type { TenantSettings } from '../tenant/settings.ts';
import { compareTimes } from '../text/dates.ts';
import { announcementSignals } from './announcements.ts';
import { awardSignals } from './awards.ts';
import { behaviourSignals, intentSignals, interestSignals } from './behaviour.ts';
import { changeSignals } from './changes.ts';
import { signalOf } from './draft.ts';
import { filingSignals } from './filings.ts';
import { jobSignals } from './jobs.ts';
import { reportSignals } from './reports.ts';
import { technologySignals } from './technologies.ts';
import { warningSignals } from './warnings.ts';

/**
 * Days after which a fact is no news any more. What the register shows as a state (insolvent, overdue)
 * lasts until the register says otherwise.
 */
export const horizonDays: Readonly<Record<SignalType, number>> = {
  hiring: 90,
  funding: 540,
  expansion: 365,
  'leadership-change': 365,
  technology: 730,
  product: 365,
  partnership: 365,
  'contract-award': 540,
  'website-intent': 30,
  engagement: 90,
  filing: 365,
  layoffs: 365,
  'hiring-slowdown': 90,
  insolvency: Number.POSITIVE_INFINITY,
  'strike-off': Number.POSITIVE_INFINITY,
  dissolved: Number.POSITIVE_INFINITY,
  'overdue-accounts': Number.POSITIVE_INFINITY,
  'overdue-confirmation-statement': Number.POSITIVE_INFINITY,
};

/** Signals of one type that are shown; the newest stay. */
export const maxPerType = 3;

const rank: Readonly<Record<Level, number>> = { high: 0, medium: 1, low: 2 };

/** Signals of the evidence: warnings first, then by priority, newest first. */
export function signalsOf(
  set: EvidenceSet,
  settings: Pick<TenantSettings, 'idealCustomer'>,
): Signal[] {
  const fresh = [
    ...warningSignals(set),
    ...behaviourSignals(set),
    ...intentSignals(set),
    ...jobSignals(set),
    ...changeSignals(set, settings.idealCustomer.technologies),
    ...interestSignals(set),
    ...filingSignals(set),
    ...reportSignals(set),
    ...awardSignals(set),
    ...announcementSignals(set),
    ...technologySignals(set, settings.idealCustomer.technologies),
  ]
    .map((draft) => signalOf(set, draft))
    .filter((signal) => ageInDays(set, signal.date) <= horizonDays[signal.type]);
  fresh.sort(
    (a, b) =>
      Number(a.polarity === 'positive') - Number(b.polarity === 'positive') ||
      rank[a.priority] - rank[b.priority] ||
      compareTimes(b.date, a.date) ||
      order(a.id, b.id),
  );
  const counts = new Map<SignalType, number>();
  return fresh.filter(({ type }) => {
    const count = (counts.get(type) ?? 0) + 1;
    counts.set(type, count);
    return count <= maxPerType;
  });
}
