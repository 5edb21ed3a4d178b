/** What changed since last time, from two enrichments alone. */
import { describe, expect, it } from 'vitest';
import { sinceLast } from '../../shared/contract/since.ts';
import type { SourceCoverage } from '../../shared/contract/v1.ts';
import { decide } from '../../shared/decide.ts';
import type { Evidence } from '../../shared/evidence/evidence.ts';
import { type Language, language as languages } from '../../shared/language/language.ts';
import { carriedEvidence, standingMatch } from '../../shared/since/carried.ts';
import { sinceLastTime } from '../../shared/since/compare.ts';
import type { Earlier } from '../../shared/since/earlier.ts';
import { daysAgo, event, evidenceOf, inputOf, matched, now } from './support/evidence.ts';

const found = (provider: string, more: Partial<SourceCoverage> = {}): SourceCoverage => ({
  provider,
  label: provider,
  status: 'found',
  detail: '',
  durationMs: 0,
  fromCache: false,
  ...more,
});
const answered = ['companies-house', 'website', 'job-boards'].map((provider) => found(provider));

function earlierOf(evidence: Evidence[], at = daysAgo(14)): Earlier {
  const { signals, score } = decide(inputOf(evidence, { now: at }));
  return { enrichmentId: 'earlier', at, match: matched, signals: [...signals], evidence, score };
}

function compare(
  before: Evidence[],
  after: Evidence[],
  options: { sources?: SourceCoverage[]; carriedIds?: string[]; language?: Language } = {},
) {
  const { sources = answered, carriedIds = [], language = 'en' } = options;
  const { signals, score } = decide({ ...inputOf(after), language });
  const since = sinceLastTime(earlierOf(before), {
    match: matched,
    signals: [...signals],
    score,
    evidence: after,
    sources,
    carriedIds,
    language,
    at: now,
  });
  return since && sinceLast.parse(since);
}
const lines = (since: ReturnType<typeof compare>) => since?.items.map(({ text }) => text) ?? [];

const jobs = (total: number, seen = now): Evidence => ({
  ...evidenceOf('open-jobs', { total }),
  observedAt: seen,
  retrievedAt: seen,
});
const registered = (status: string) => evidenceOf('registration', { status });
const employees = (count: number) =>
  evidenceOf('headcount', { minimum: count, maximum: count, basis: 'stated' });
if (matched.status !== 'matched') throw new TypeError('the test is about a matched company');
const { company } = matched;

describe('what changed since last time', () => {
  it('says that nothing did where nothing did', () => {
    const since = compare([registered('active')], [registered('active')]);
    expect(since).toMatchObject({
      items: [],
      text: 'Nothing has changed since 7 November 2026.',
    });
  });

  it('names a new signal with its date, and cites it', () => {
    const since = compare([registered('active')], [registered('active'), jobs(14)]);
    const [hiring] = since?.items.filter(({ kind }) => kind === 'signal') ?? [];
    expect(hiring).toMatchObject({ change: 'new', earlierIds: [] });
    expect(hiring?.text).toMatch(/^New: Hiring: 14 open roles .*\(as of 21 November 2026\)$/);
    expect(hiring?.evidenceIds).toHaveLength(1);
  });

  it('withdraws what is not true any more, with its old date and its old evidence', () => {
    const since = compare([jobs(14, daysAgo(14))], []);
    const gone = since?.items.find(({ kind }) => kind === 'signal');
    expect(gone?.text).toMatch(
      /^No longer true: Hiring: 14 open roles .*\(as of 7 November 2026\)$/,
    );
    expect(since?.evidence.map(({ id }) => id)).toEqual(gone?.earlierIds);
  });

  it.each(['failed', 'late'] as const)(
    'does not call untrue what a source that was %s knew',
    (status) => {
      const silent = answered.map((source) =>
        source.provider === 'job-boards' ? { ...source, status } : source,
      );
      const since = compare([jobs(14, daysAgo(14))], [], { sources: silent });
      expect(lines(since).join()).not.toContain('No longer true');
    },
  );

  it('says that a signal could not be confirmed where its evidence is the old one', () => {
    const old = jobs(14, daysAgo(14));
    const since = compare([old], [old], { carriedIds: [old.id] });
    expect(lines(since)).toEqual([
      // It is two weeks older than it was.
      expect.stringMatching(/^Score \d+ → \d+, fading with age: 14 open roles/),
      expect.stringMatching(/^Could not be confirmed this time: Hiring: 14 open roles/),
    ]);
    expect(since?.text).toBe('1 change since 7 November 2026.');
  });

  it('tells old news from what is not true any more', () => {
    const reply = event('reply', 91);
    expect(lines(compare([reply], [reply])).join('\n')).toMatch(/No longer news: /);
  });

  it('does not call untrue what happened and fell out of its source’s list', () => {
    const told = lines(compare([evidenceOf('announcement')], [])).join('\n');
    expect(told).toMatch(/^No longer news: Contract award/m);
    expect(told).not.toContain('No longer true');
  });

  it('says what the score was, what it is and what moved it most', () => {
    const since = compare([jobs(2)], [jobs(40)]);
    const score = since?.items.find(({ kind }) => kind === 'score');
    expect(score?.text).toMatch(/^Score \d+ → \d+, above all: /);
    expect(score?.evidenceIds).toEqual([jobs(40).id]);
  });

  it('names facts that are others: status, employees, open roles', () => {
    const before = [registered('active'), employees(120), jobs(14)];
    const after = [registered('liquidation'), employees(140), jobs(20)];
    expect(lines(compare(before, after))).toEqual(
      expect.arrayContaining([
        'Status in the register: active → in liquidation',
        'Employees: 120 → 140',
        'Open roles: 14 → 20',
      ]),
    );
  });

  it.each(languages.options)('is told in %s, every line in full', (language) => {
    const since = compare([registered('active'), jobs(3)], [registered('liquidation')], {
      language,
    });
    expect(since?.items.length).toBeGreaterThan(1);
    for (const text of lines(since)) expect(text).not.toMatch(/undefined|null|NaN/);
  });

  it('compares nothing with another company', () => {
    const other = {
      status: 'matched' as const,
      company: { ...company, domain: 'other.example', registration: null },
    };
    const { signals, score } = decide(inputOf([]));
    const after = { signals: [...signals], score, evidence: [], sources: answered };
    const more = { match: other, carriedIds: [], language: 'en' as const, at: now };
    expect(sinceLastTime(earlierOf([jobs(3)]), { ...after, ...more })).toBeNull();
  });

  it('is the same whatever the order of the evidence', () => {
    const before = [registered('active'), jobs(3), employees(120)];
    const after = [registered('liquidation'), jobs(9)];
    expect(compare([...before].reverse(), [...after].reverse())).toEqual(compare(before, after));
  });
});

describe('what silent sources knew', () => {
  const earlier = earlierOf([jobs(14, daysAgo(14)), registered('active')]);
  const current = { match: matched, evidence: [], at: now };

  it('is carried over as it was, of that source alone', () => {
    const sources = [found('companies-house'), found('job-boards', { status: 'failed' })];
    expect(carriedEvidence(earlier, { ...current, sources })).toEqual([earlier.evidence[0]]);
  });

  it('is not carried over after ninety days, and not to another company', () => {
    const sources = [found('job-boards', { status: 'late' })];
    const old = earlierOf([jobs(14, daysAgo(91))], daysAgo(91));
    expect(carriedEvidence(old, { ...current, sources })).toEqual([]);
    const match = { status: 'none', code: 'not-found', reason: 'Nobody.' } as const;
    expect(carriedEvidence(earlier, { ...current, match, sources })).toEqual([]);
  });

  it('keeps the company where the sources that tell were silent and the record names the same', () => {
    const none = { status: 'none', code: 'not-found', reason: 'Nobody.' } as const;
    const silent = [found('website', { status: 'failed' })];
    const same = { domain: company.domain, registrationNumber: null };
    expect(standingMatch(none, earlier, silent, same)).toEqual(matched);
    expect(standingMatch(none, earlier, answered, same)).toBe(none);
    expect(standingMatch(none, earlier, silent, { ...same, domain: 'other.example' })).toBe(none);
  });
});
