/** From headlines to evidence: what the company is said to have done, quoted, with who said it. */
import type { PublicSource } from '../../../../shared/evidence/attribution.ts';
import type { EvidenceOf } from '../../../../shared/evidence/evidence.ts';
import { plainText } from '../../../../shared/narrative/plain-text.ts';
import { longDate } from '../../../../shared/text/dates.ts';
import { shortHash } from './short-hash.ts';
import { deedOf, type KnownName } from './subject.ts';
import { isNoise, type Topic, topicOf } from './topics.ts';

export interface Headline {
  readonly title: string;
  readonly url: string;
  /** ISO instant. */
  readonly publishedAt: string;
  /** Who published it, as a person reads it. */
  readonly publisher: string;
}

/** What happened to which company, as far as the headline says; null for everything else. */
export function headlineTopic(
  title: string,
  names: readonly KnownName[],
  isOwn: boolean,
): Topic | null {
  if (isNoise(title)) return null;
  const deed = deedOf(title, names, isOwn);
  return deed === null ? null : topicOf(deed);
}

export interface AnnouncementContext {
  readonly names: readonly KnownName[];
  /** The company's own newsroom, where not every line names it. */
  readonly isOwn: boolean;
  readonly provider: 'newsroom' | 'gdelt';
  readonly source: PublicSource;
  readonly retrievedAt: string;
}

/** Of one topic only the newest are told: they are one story more often than not. */
const mostPerTopic = 2;

export function announcements(
  headlines: readonly Headline[],
  context: AnnouncementContext,
): EvidenceOf<'announcement'>[] {
  const told = new Map<Topic, number>();
  const seen = new Set<string>();
  const newest = [...headlines].sort((a, b) => (a.publishedAt < b.publishedAt ? 1 : -1));
  return newest.flatMap((headline): EvidenceOf<'announcement'>[] => {
    const title = plainText(headline.title, 180);
    const topic = headlineTopic(title, context.names, context.isOwn);
    const count = topic ? (told.get(topic) ?? 0) : 0;
    if (!topic || count >= mostPerTopic || seen.has(title.toLowerCase())) return [];
    told.set(topic, count + 1);
    seen.add(title.toLowerCase());
    const publisher = plainText(headline.publisher, 60);
    return [
      {
        id: `${context.provider}:announcement:${shortHash(headline.url)}`,
        kind: 'announcement',
        value: { topic, title, publisher, quote: title },
        source: {
          type: 'public',
          provider: context.provider,
          label: context.source.label,
          url: headline.url,
        },
        observedAt: headline.publishedAt,
        retrievedAt: context.retrievedAt,
        text: `${publisher} on ${longDate(headline.publishedAt)}: “${title}”`,
      },
    ];
  });
}
