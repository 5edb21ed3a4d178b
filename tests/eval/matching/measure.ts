/** Precision and recall of the company matching on labelled pairs. */
import { createHash } from 'node:crypto';
import { decideMatch } from '../../../server/research/matching/match.ts';
import type { Pair } from './pairs.ts';

/** The threshold that a new tenant has. */
const threshold = 0.7;

export interface Judged {
  readonly pair: Pair;
  readonly matched: boolean;
  readonly confidence: number;
}

/** What the matcher decides with nothing but the record and this one entry or website. */
export function judge(pair: Pair): Judged {
  const { record, other } = pair;
  const subject = {
    domain: record.domain,
    name: record.name,
    country: record.country,
    city: record.city,
    postcode: null,
    registrationNumber: null,
    picked: false,
  };
  const isSite = 'site' in other;
  const { match, useSite, registrationNumber } = decideMatch({
    subject,
    site: isSite
      ? {
          state: 'read',
          identity: {
            names: other.site,
            registrationNumbers: [],
            postcode: null,
            locality: null,
            country: null,
            redirectedTo: null,
          },
        }
      : // The entry has to stand on its own: a site that could be read would often add a number.
        { state: 'no-domain' },
    register: isSite
      ? []
      : [
          {
            number: '09000001',
            legalName: other.legalName,
            previousNames: other.previous,
            status: 'active',
            locality: other.town,
            postcode: null,
            country: 'GB',
          },
        ],
    registerAnswered: true,
    threshold,
  });
  const confidence =
    match.status === 'matched'
      ? match.company.confidence
      : match.status === 'ambiguous'
        ? (match.candidates[0]?.confidence ?? 0)
        : 0;
  return { pair, matched: isSite ? useSite : registrationNumber !== null, confidence };
}

/** One third by a digest of the pair: rules are made on the others and only counted here. */
export function isHeldOut({ record, other }: Pair): boolean {
  const text = JSON.stringify([record, other]);
  return createHash('sha256').update(text).digest().readUInt32BE(0) % 3 === 0;
}

export interface Share {
  readonly hits: number;
  readonly of: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface Measured {
  readonly pairs: number;
  readonly precision: Share;
  readonly recall: Share;
  /** Of the pairs that are different companies, those that were told apart. */
  readonly specificity: Share;
  readonly wrong: readonly Judged[];
}

export function measure(judged: readonly Judged[]): Measured {
  const matched = judged.filter((item) => item.matched);
  const same = judged.filter(({ pair }) => pair.same);
  const different = judged.filter(({ pair }) => !pair.same);
  const right = matched.filter(({ pair }) => pair.same).length;
  return {
    pairs: judged.length,
    precision: share(right, matched.length),
    recall: share(right, same.length),
    specificity: share(different.filter((item) => !item.matched).length, different.length),
    wrong: judged.filter(({ pair, matched: isMatched }) => pair.same !== isMatched),
  };
}

/** Wilson's interval at 95 %: honest for small counts and for shares near one. */
export function share(hits: number, of: number): Share {
  if (of === 0) return { hits, of, value: Number.NaN, low: 0, high: 1 };
  const z = 1.96;
  const p = hits / of;
  const centre = (p + z ** 2 / (2 * of)) / (1 + z ** 2 / of);
  const half = (z / (1 + z ** 2 / of)) * Math.sqrt((p * (1 - p)) / of + z ** 2 / (4 * of ** 2));
  return { hits, of, value: p, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
