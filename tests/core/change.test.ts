import { describe, expect, it } from 'vitest';
import { type Count, changes, countable, isEngineering } from '../../shared/company/change.ts';
import { type EvidenceOf, evidence as evidenceSchema } from '../../shared/evidence/evidence.ts';
import { evidenceSet } from '../../shared/evidence/evidence-set.ts';
import { growthComponent } from '../../shared/scoring/growth.ts';
import { signalsOf } from '../../shared/signals/signals.ts';
import { defaultSettings } from '../../shared/tenant/settings.ts';
import { daysAgo, evidenceOf, now } from './support/evidence.ts';

const board = (total: number, engineers: number) => ({
  ...evidenceOf(
    'open-jobs',
    {
      total,
      departments: engineers > 0 ? [{ name: 'Engineering', count: engineers }] : [],
      countries: ['GB'],
    },
    { id: 'greenhouse:open-jobs:kestrel', daysAgo: 0 },
  ),
});
const ago = (days: number) => daysAgo(days).slice(0, 10);
const earlier = (key: string, value: number, days: number, names: string[] = []): Count => ({
  key,
  value,
  names,
  day: ago(days),
});
const jobs = 'open-jobs:greenhouse:kestrel';
const engineers = 'open-engineering-jobs:greenhouse:kestrel';

describe('what changed between two days', () => {
  it('is told with both counts and both days', () => {
    const found = changes(countable([board(14, 12)]), [earlier(engineers, 4, 60)]);
    expect(found).toMatchObject([
      {
        id: 'greenhouse:change:open-engineering-jobs:greenhouse:kestrel',
        value: {
          measure: 'open-engineering-jobs',
          place: 'Greenhouse',
          from: 4,
          to: 12,
          since: '2026-09-22',
          until: '2026-11-21',
        },
        observedAt: now,
        text: 'Open engineering roles on Greenhouse went from 4 to 12 (22 September 2026 to 21 November 2026, 60 days).',
      },
    ]);
    for (const item of found) evidenceSchema.parse(item);
  });

  it('is nothing for one post more, for a small share, too soon or too long ago', () => {
    const tell = (from: number, to: number, days: number) =>
      changes(countable([board(to, 0)]), [earlier(jobs, from, days)]).length;
    expect([tell(4, 5, 60), tell(40, 44, 60), tell(4, 12, 10), tell(4, 12, 130)]).toEqual([
      0, 0, 0, 0,
    ]);
    expect([tell(0, 3, 60), tell(12, 4, 60), tell(12, 0, 60)]).toEqual([1, 1, 1]);
  });

  it('says nothing of engineers where a board names no departments', () => {
    expect(countable([board(5, 0)]).map(({ key }) => key)).toEqual([jobs]);
    expect(countable([board(0, 0)]).map(({ key }) => key)).toEqual([jobs, engineers]);
  });

  it('names technologies that came and went', () => {
    const seen = ['HubSpot', 'Stripe'].map((name) =>
      evidenceOf('technology', { name }, { id: `website:technology:${name}` }),
    );
    const [found] = changes(countable(seen), [
      earlier('technologies:website', 2, 45, ['Intercom', 'Stripe']),
    ]);
    expect(found?.value).toMatchObject({ gained: ['HubSpot'], lost: ['Intercom'] });
  });

  it('looks at public facts only', () => {
    const own = {
      ...board(9, 9),
      source: { type: 'tenant' as const, provider: 'own', label: 'Own', url: null },
    };
    expect(countable([own])).toEqual([]);
  });

  it.each([
    ['Engineering', true],
    ['R&D', true],
    ['Software Development', true],
    ['Business Development', false],
    ['People & Talent Development', false],
    ['Sales', false],
    ['Technical Sales', false],
  ])('a department called %s has engineers: %s', (name, is) => {
    expect(isEngineering(name)).toBe(is);
  });
});

describe('what a change means', () => {
  const change = (from: number, to: number) =>
    evidenceOf('change', { from, to, since: ago(60), until: ago(0) }, { daysAgo: 0 });
  const signals = (item: EvidenceOf<'change'>) =>
    signalsOf(evidenceSet([item], now), defaultSettings());
  const growth = (...items: Parameters<typeof evidenceSet>[0]) =>
    growthComponent(evidenceSet(items, now));

  it('more posts are hiring', () => {
    expect(signals(change(4, 12))).toMatchObject([
      {
        type: 'hiring',
        polarity: 'positive',
        title: 'Open engineering roles 4 → 12 in 60 days (Greenhouse)',
      },
    ]);
  });

  it('fewer posts are a warning, and no job cuts', () => {
    expect(signals(change(12, 3))).toMatchObject([
      { type: 'hiring-slowdown', polarity: 'negative' },
    ]);
  });

  describe('of a headcount and of technologies', () => {
    const days = { since: ago(60), until: ago(0) };
    const headcount = (from: number, to: number) =>
      evidenceOf(
        'change',
        { ...days, measure: 'headcount', from, to },
        { id: 'website:change:headcount', daysAgo: 0 },
      );
    const technologies = (gained: string[], lost: string[]) =>
      evidenceOf(
        'change',
        { ...days, measure: 'technologies', from: lost.length, to: gained.length, gained, lost },
        { daysAgo: 0 },
      );

    it('more people are an expansion', () => {
      expect(signals(headcount(40, 55))).toMatchObject([
        {
          type: 'expansion',
          polarity: 'positive',
          title: 'Stated headcount 40 → 55 in 60 days',
          date: headcount(40, 55).observedAt,
          evidenceIds: [headcount(40, 55).id],
        },
      ]);
    });

    it('fewer people are a warning, and no job cuts', () => {
      expect(signals(headcount(55, 40))).toMatchObject([
        { type: 'hiring-slowdown', polarity: 'negative' },
      ]);
    });

    it.each([
      [['HubSpot'], [], 'Technology on the website in 60 days: new HubSpot'],
      [[], ['Intercom'], 'Technology on the website in 60 days: gone Intercom'],
      [
        ['HubSpot', 'Stripe', 'Vue', 'React'],
        ['Intercom'],
        'Technology on the website in 60 days: new HubSpot, Stripe and Vue; gone Intercom',
      ],
    ])('technologies that came (%j) and went (%j) are named', (gained, lost, title) => {
      expect(signals(technologies(gained, lost))).toMatchObject([{ type: 'technology', title }]);
    });

    it('a new one that the ideal customer has comes first and counts more', () => {
      const changed = technologies(['React', 'Vue', 'Stripe', 'HubSpot'], []);
      const settings = defaultSettings();
      const wanting = {
        idealCustomer: { ...settings.idealCustomer, technologies: ['hubspot'] },
      };
      const [plain] = signalsOf(evidenceSet([changed], now), settings);
      const [wanted] = signalsOf(evidenceSet([changed], now), wanting);
      expect(wanted?.title).toBe(
        'Technology on the website in 60 days: new HubSpot, React and Vue',
      );
      expect([plain?.priority, wanted?.priority]).toEqual(['low', 'medium']);
    });

    it.each(['de', 'fr', 'es', 'nl'] as const)(
      'is told in %s with the same numbers',
      (language) => {
        const set = evidenceSet([headcount(40, 55), technologies(['HubSpot'], [])], now, language);
        const titles = signalsOf(set, defaultSettings()).map(({ title }) => title);
        expect(titles).toHaveLength(2);
        expect(titles.join(' ')).toMatch(/40 → 55/);
        expect(titles.join(' ')).toMatch(/HubSpot/);
        expect(titles.every((title) => title.includes('60'))).toBe(true);
      },
    );
  });

  it('growth counts it, up and down, beside the posts that are open', () => {
    const open = board(12, 12);
    const still = growth(open).value ?? 0;
    expect(growth(open, change(4, 12)).value).toBeGreaterThan(still);
    expect(growth(open, change(24, 12)).value).toBeLessThan(still);
  });
});
