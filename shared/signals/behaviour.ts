/** What people at the company did, as the CRM recorded it. */
import type { EngagementEvent, EvidenceOf } from '../evidence/evidence.ts';
import { type EvidenceSet, newestFirst, ofKind } from '../evidence/evidence-set.ts';
import type { Level } from '../evidence/signal.ts';
import { headlineOf } from '../narrative/headline.ts';
import { plainText } from '../narrative/plain-text.ts';
import type { SignalDraft } from './draft.ts';

const events: Readonly<
  Record<EngagementEvent, { relevance: number; confidence: Level; urgency: Level }>
> = {
  reply: { relevance: 1, confidence: 'high', urgency: 'high' },
  meeting: { relevance: 0.95, confidence: 'high', urgency: 'high' },
  form: { relevance: 0.8, confidence: 'high', urgency: 'high' },
  // What counts as a response is for each org to say.
  campaign: { relevance: 0.7, confidence: 'medium', urgency: 'medium' },
  call: { relevance: 0.7, confidence: 'high', urgency: 'medium' },
  // Security gateways click links too.
  click: { relevance: 0.4, confidence: 'low', urgency: 'low' },
  'page-view': { relevance: 0.3, confidence: 'medium', urgency: 'low' },
};

/** One signal per sort of event, dated by the latest. */
export function behaviourSignals(set: EvidenceSet): SignalDraft[] {
  const byEvent = new Map<EngagementEvent, EvidenceOf<'engagement'>[]>();
  for (const item of ofKind(set, 'engagement')) {
    const items = byEvent.get(item.value.event);
    if (items) items.push(item);
    else byEvent.set(item.value.event, [item]);
  }
  const signals: SignalDraft[] = [];
  for (const [event, items] of byEvent) {
    const { detail, bookedFor } = newestFirst(items)[0]?.value ?? {};
    const { signals: says, text } = set.words;
    const about = headlineOf(detail ?? '', 100);
    const title = bookedFor ? says.booked(event, bookedFor) : says.event[event];
    signals.push({
      type: 'engagement',
      title: about === '' ? title : text.labelled(title, about),
      evidence: items,
      ...events[event],
    });
  }
  return signals;
}

/** A page that shows intent, claimed only when the CRM's last page is that page. */
export function intentSignals(set: EvidenceSet): SignalDraft[] {
  const byPage = new Map<string, EvidenceOf<'page-intent'>[]>();
  for (const item of ofKind(set, 'page-intent')) {
    const items = byPage.get(item.value.page);
    if (items) items.push(item);
    else byPage.set(item.value.page, [item]);
  }
  return [...byPage].map(([page, items]) => ({
    type: 'website-intent',
    title: set.words.signals.visitedPage(plainText(page, 60)),
    evidence: items,
    relevance: 0.8,
    confidence: 'medium',
    urgency: 'high',
  }));
}

/** What the CRM itself counted of a company's interest; nothing where it counted none. */
export function interestSignals(set: EvidenceSet): SignalDraft[] {
  return ofKind(set, 'intent').flatMap((item): SignalDraft[] => {
    const { days, visitors, pageViews, signals } = item.value;
    const most = Math.max(visitors ?? 0, pageViews ?? 0, signals ?? 0);
    if (most === 0) return [];
    return [
      {
        type: 'website-intent',
        title: set.words.signals.companyInterest({ days, visitors, pageViews, signals }),
        evidence: [item],
        relevance: Math.min(0.9, 0.5 + 0.02 * most),
        confidence: 'medium',
        urgency: 'medium',
      },
    ];
  });
}
