/** What people at the company did, as the CRM recorded it. */
import type { EngagementEvent, EvidenceOf } from '../evidence/evidence.ts';
import { type EvidenceSet, newestFirst, ofKind } from '../evidence/evidence-set.ts';
import type { Level } from '../evidence/signal.ts';
import { plainText } from '../narrative/plain-text.ts';
import { longDate } from '../text/dates.ts';
import type { SignalDraft } from './draft.ts';

const events: Readonly<
  Record<EngagementEvent, { title: string; relevance: number; confidence: Level; urgency: Level }>
> = {
  reply: { title: 'Reply received', relevance: 1, confidence: 'high', urgency: 'high' },
  meeting: { title: 'Meeting', relevance: 0.95, confidence: 'high', urgency: 'high' },
  form: { title: 'Form submitted', relevance: 0.8, confidence: 'high', urgency: 'high' },
  call: { title: 'Call', relevance: 0.7, confidence: 'high', urgency: 'medium' },
  // Security gateways click links too.
  click: { title: 'Link clicked', relevance: 0.4, confidence: 'low', urgency: 'low' },
  'page-view': { title: 'Website visited', relevance: 0.3, confidence: 'medium', urgency: 'low' },
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
    const { title: word, ...rest } = events[event];
    const title = bookedFor ? `${word} booked for ${longDate(bookedFor)}` : word;
    signals.push({
      type: 'engagement',
      title: detail ? `${title}: ${plainText(detail, 100)}` : title,
      evidence: items,
      ...rest,
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
    title: `Visited the ${plainText(page, 60)} page`,
    evidence: items,
    relevance: 0.8,
    confidence: 'medium',
    urgency: 'high',
  }));
}
