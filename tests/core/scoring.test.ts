import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../shared/decide.ts';
import type { Evidence } from '../../shared/evidence/evidence.ts';
import { caps, repeated } from '../../shared/scoring/caps.ts';
import { decay, halfLifeDays, type PointSource } from '../../shared/scoring/decay.ts';
import { bandOf } from '../../shared/scoring/grade.ts';
import { MODEL_VERSION } from '../../shared/scoring/score.ts';
import type { ComponentName } from '../../shared/tenant/settings.ts';
import { defaultSettings, tenantSettings } from '../../shared/tenant/settings.ts';
import {
  daysAgo,
  event,
  evidenceOf,
  filing,
  inputOf,
  matched,
  profiledSettings,
  registerEntries,
  strongEvidence,
} from './support/evidence.ts';

function scored(evidence: readonly Evidence[], settings = defaultSettings()) {
  return decide(inputOf(evidence, { settings })).score;
}

function componentOf(
  name: ComponentName,
  evidence: readonly Evidence[],
  settings = defaultSettings(),
) {
  const found = scored(evidence, settings).components.find((entry) => entry.name === name);
  if (!found) throw new Error(`No component ${name}`);
  return found;
}

describe('unknown, zero and everything between', () => {
  it('knows nothing without evidence: no score, no component, low confidence', () => {
    const score = scored([]);
    expect(score.value).toBeNull();
    expect(score.components.map(({ value }) => value)).toEqual([null, null, null, null]);
    expect(score.components.every(({ unknownReason }) => unknownReason !== null)).toBe(true);
    expect(score).toMatchObject({
      grade: '??',
      band: 'unknown',
      confidence: 'low',
      coverage: 0,
      contributions: [],
    });
  });

  it('keeps a true zero: nobody reacted although the CRM was watching', () => {
    const score = scored([evidenceOf('no-engagement')]);
    expect(score.value).toBe(0);
    expect(score.grade).toBe('?3');
    expect(score.contributions).toEqual([
      {
        component: 'engagement',
        points: 0,
        overallPoints: 0,
        reason: 'Nobody reacted since 24 July 2026',
        evidenceIds: ['hubspot:no-engagement:1'],
        date: daysAgo(3),
      },
    ]);
  });

  it('takes an empty job board for no hiring, not for unknown', () => {
    const board = evidenceOf('open-jobs', { total: 0, seniorRoles: 0, publishedLast30Days: 0 });
    expect(componentOf('growth', [board]).value).toBe(0);
  });

  it('takes routine filings for no evidence of growth at all', () => {
    expect(componentOf('growth', [filing('accounts', 'AA', 10)]).value).toBeNull();
  });

  it('leaves unknown components out and scales the weights over the others', () => {
    const { components, value } = scored([...registerEntries(), evidenceOf('no-engagement')]);
    const weights = Object.fromEntries(components.map((c) => [c.name, c.effectiveWeight]));
    expect(weights).toEqual({ financial: 0.3 / 0.4, growth: 0, engagement: 0.1 / 0.4, fit: 0 });
    const financial = components[0]?.value ?? 0;
    expect(value).toBe(Math.round(financial * 0.75));
  });

  it('has no overall score where only components without weight are known', () => {
    const settings = tenantSettings.parse({
      weights: { financial: 0, growth: 0.5, engagement: 0, fit: 0.5 },
    });
    expect(scored(registerEntries(), settings).value).toBeNull();
  });

  it('does not let missing accounts cost or earn points: coverage falls instead', () => {
    const withAccounts = componentOf('financial', registerEntries());
    const without = componentOf(
      'financial',
      registerEntries().filter(({ kind }) => kind !== 'accounts'),
    );
    expect(withAccounts.coverage).toBe(1);
    expect(without.coverage).toBeCloseTo(0.55, 9);
    expect(without.value).toBe(100);
  });
});

describe('calibration', () => {
  it('gives a strong, active company that fits at least 80', () => {
    const score = scored(strongEvidence(), profiledSettings());
    expect(score.value).toBeGreaterThanOrEqual(80);
    expect(score).toMatchObject({ grade: 'A1', confidence: 'high' });
  });

  it('gives an average company 50 to 65', () => {
    const evidence = [
      evidenceOf('registration', { incorporatedOn: '2022-01-10' }),
      evidenceOf('accounts', { accountsType: 'micro-entity' }),
      evidenceOf('confirmation-statement'),
      evidenceOf('charges', { registered: true }),
      evidenceOf('insolvency'),
      evidenceOf('open-jobs', { total: 2, seniorRoles: 0, publishedLast30Days: null }),
      evidenceOf('headcount', { minimum: 0, maximum: 10, basis: 'accounts-type' }),
      event('form', 20),
    ];
    const { value } = scored(evidence, profiledSettings());
    expect(value).toBeGreaterThanOrEqual(50);
    expect(value).toBeLessThanOrEqual(65);
  });

  it('gives an insolvent company a low score however well it fits', () => {
    const evidence = strongEvidence().map((item) =>
      item.kind === 'registration' ? evidenceOf('registration', { status: 'liquidation' }) : item,
    );
    const score = scored(evidence, profiledSettings());
    expect(score.value).toBeLessThan(50);
    expect(score.components[0]).toMatchObject({ name: 'financial', value: 0 });
    expect(score.components[1]).toMatchObject({ name: 'growth', value: 0 });
    expect(score.strongestNegatives[0]?.reason).toContain('in liquidation');
  });
});

describe('financial standing', () => {
  it('counts overdue accounts as a negative with its evidence', () => {
    const sound = componentOf('financial', registerEntries()).value ?? 0;
    const late = registerEntries().map((item) =>
      item.kind === 'accounts'
        ? evidenceOf('accounts', { overdue: true, nextDueOn: '2026-09-30' })
        : item,
    );
    const score = scored(late);
    expect(score.components[0]?.value).toBe(sound - 45);
    expect(score.strongestNegatives).toMatchObject([
      {
        points: -30,
        reason: 'Accounts overdue, due 30 September 2026',
        evidenceIds: ['companies-house:accounts:1'],
      },
    ]);
  });

  it('dates the kind of accounts by the last that were filed, not by the day the next were due', () => {
    const late = {
      ...evidenceOf('accounts', { overdue: true, madeUpTo: '2024-12-31', nextDueOn: '2026-09-30' }),
      observedAt: '2026-09-30T00:00:00.000Z',
    };
    const dates = new Map(
      scored([late]).contributions.map(({ reason, date }) => [reason, date.slice(0, 10)]),
    );
    expect(dates.get('Files medium-sized company accounts')).toBe('2024-12-31');
    expect(dates.get('Accounts overdue, due 30 September 2026')).toBe('2026-09-30');
  });

  it('prefers stated revenue to the kind of accounts as a measure of size', () => {
    const reasons = scored([...registerEntries(), evidenceOf('revenue')]).contributions.map(
      ({ reason }) => reason,
    );
    expect(reasons).toContain('Annual revenue of GBP 1,200,000');
    expect(reasons).not.toContain('Files medium-sized company accounts');
  });

  it('states what the limit at 0 cut off, so that the account stays complete', () => {
    const evidence = [
      evidenceOf('registration', { status: 'liquidation', incorporatedOn: null }),
      evidenceOf('accounts', { overdue: true }),
    ];
    const lines = scored(evidence).contributions.filter((c) => c.component === 'financial');
    expect(lines.at(-1)).toMatchObject({ reason: 'No component goes below 0' });
    expect(lines.reduce((sum, { points }) => sum + points, 0)).toBe(0);
  });
});

describe('growth', () => {
  it('dates a filing by the day it was filed, never by when it was fetched', () => {
    const old = filing('capital', 'SH01', 400);
    const refreshed = { ...old, retrievedAt: daysAgo(0) };
    expect(scored([refreshed])).toEqual(scored([old]));
    expect(componentOf('growth', [filing('capital', 'SH01', 5)]).value).toBeGreaterThan(
      componentOf('growth', [old]).value ?? 0,
    );
  });

  it('does not take a change of an officer’s address for a change of leadership', () => {
    expect(componentOf('growth', [filing('officers', 'CH01', 5)]).value).toBeNull();
    expect(componentOf('growth', [filing('officers', 'AP01', 5)]).value).toBeGreaterThan(0);
  });

  it('counts one document once: what it says, not also that it was filed', () => {
    const reasons = (...evidence: Evidence[]) =>
      scored(evidence)
        .contributions.filter(({ component }) => component === 'growth')
        .map(({ reason }) => reason);
    expect(reasons(filing('officers', 'TM01', 5))).toEqual([
      'Officer’s departure filed on 16 November 2026',
    ]);
    expect(reasons(filing('officers', 'TM01', 5), filing('accounts', 'AA', 2))).toContain(
      'Latest document filed on 19 November 2026',
    );
  });

  it('never reaches full growth from job boards alone', () => {
    const boards = ['greenhouse', 'lever', 'ashby'].map((board) =>
      evidenceOf('open-jobs', { total: 500 }, { id: `${board}:open-jobs:x` }),
    );
    expect(componentOf('growth', boards).value).toBeLessThanOrEqual(caps.hiring);
  });

  it('takes announced job cuts off', () => {
    const cuts = evidenceOf('announcement', { topic: 'layoffs', title: 'Job cuts' });
    const jobs = evidenceOf('open-jobs');
    const without = componentOf('growth', [jobs]).value ?? 0;
    expect(componentOf('growth', [jobs, cuts]).value).toBeLessThan(without);
  });
});

describe('engagement', () => {
  it('ranks reply over meeting over form over call over click over page view', () => {
    const events = ['reply', 'meeting', 'form', 'call', 'click', 'page-view'] as const;
    const values = events.map((name) => componentOf('engagement', [event(name, 0)]).value ?? 0);
    expect(values).toEqual([...values].sort((a, b) => b - a));
    expect(new Set(values).size).toBe(events.length);
  });

  it('halves a reply after 30 days', () => {
    expect(componentOf('engagement', [event('reply', 0)]).value).toBe(45);
    expect(componentOf('engagement', [event('reply', 30)]).value).toBe(23);
  });

  it('lets a million page views carry no more than their cap', () => {
    const views = event('page-view', 0, { count: 1_000_000 });
    expect(componentOf('engagement', [views]).value).toBeLessThanOrEqual(caps['page-view']);
  });

  it('ignores a meeting planned for next week, and counts one an hour ahead as now', () => {
    expect(componentOf('engagement', [event('meeting', -7)]).value).toBeNull();
    expect(componentOf('engagement', [event('meeting', -1 / 24)]).value).toBe(
      componentOf('engagement', [event('meeting', 0)]).value,
    );
  });
});

describe('fit', () => {
  it('is unknown without a profile and says what to do', () => {
    const score = scored(strongEvidence());
    expect(score.components[3]).toMatchObject({ name: 'fit', value: null });
    expect(score.wouldRaise).toContain('Fit is unknown: set an ideal-customer profile.');
  });

  it('counts only what the profile asks for and evidence covers', () => {
    const fit = componentOf('fit', [evidenceOf('location')], profiledSettings());
    expect(fit).toMatchObject({ value: 100, coverage: 0.2 });
  });

  it('names industry and country in words, with the evidence that says them', () => {
    const industry = evidenceOf('industry', {
      scheme: 'sic2007',
      code: '62012',
      name: 'Business software',
    });
    const { contributions } = scored([...registerEntries(), industry], profiledSettings());
    expect(contributions.filter(({ component }) => component === 'fit')).toMatchObject([
      {
        reason: 'Industry fits: Business software (SIC 62012)',
        evidenceIds: ['companies-house:registration:1', industry.id],
      },
      { reason: 'Country fits: United Kingdom' },
    ]);
  });

  it('names a technology once, whoever told of it', () => {
    const told = ['website', 'dns'].map((id) =>
      evidenceOf('technology', { name: 'HubSpot' }, { id: `${id}:technology:hubspot` }),
    );
    const settings = tenantSettings.parse({ idealCustomer: { technologies: ['hubspot'] } });
    expect(scored(told, settings).contributions).toMatchObject([
      { reason: 'Technology fits: HubSpot', evidenceIds: told.map(({ id }) => id).sort() },
    ]);
  });

  it('counts a mismatch that is covered as a true zero', () => {
    const abroad = evidenceOf('location', { country: 'FR' });
    expect(componentOf('fit', [abroad], profiledSettings()).value).toBe(0);
  });

  it.each([
    ['62', { scheme: 'sic2007', code: '62012', name: 'Business software' }, 100],
    ['62', { scheme: 'sic2007', code: '26200', name: 'Computers' }, 0],
    ['Software', { scheme: 'crm', code: null, name: 'COMPUTER_SOFTWARE' }, 100],
    ['Computer software', { scheme: 'schema.org', code: null, name: 'Software' }, 100],
    ['Manufacturing', { scheme: 'sic2007', code: '28990', name: 'Other machinery' }, 100],
    ['Retail', { scheme: 'sic2007', code: '62012', name: 'Business software' }, 0],
    ['Activities', { scheme: 'crm', code: null, name: 'Business activities' }, 0],
  ] as const)('wanted industry %s against %o gives %i', (wanted, industry, value) => {
    const settings = tenantSettings.parse({ idealCustomer: { industries: [wanted] } });
    expect(componentOf('fit', [evidenceOf('industry', industry)], settings).value).toBe(value);
  });

  it.each([
    [{ minimum: 120, maximum: 120 }, 100],
    [{ minimum: 10, maximum: 60 }, 50],
    [{ minimum: 0, maximum: 10 }, 0],
    [{ minimum: 400, maximum: null }, 50],
    [{ minimum: 501, maximum: null }, 0],
  ])('headcount %o in a band of 50 to 500 gives %i', (headcount, value) => {
    const settings = tenantSettings.parse({
      idealCustomer: { sizes: [{ minimum: 50, maximum: 500 }] },
    });
    expect(componentOf('fit', [evidenceOf('headcount', headcount)], settings).value).toBe(value);
  });

  it('trusts a stated headcount before the band of the accounts', () => {
    const settings = tenantSettings.parse({
      idealCustomer: { sizes: [{ minimum: 50, maximum: 500 }] },
    });
    const evidence = [
      evidenceOf(
        'headcount',
        { minimum: 0, maximum: 50, basis: 'accounts-type' },
        { id: 'companies-house:headcount:1', daysAgo: 0 },
      ),
      evidenceOf('headcount', { minimum: 80, maximum: 80, basis: 'stated' }),
    ];
    expect(componentOf('fit', evidence, settings).value).toBe(100);
  });
});

describe('decay', () => {
  const types = Object.keys(halfLifeDays) as PointSource[];

  it('never rises with age, never falls below 0, and gives the future no bonus', () => {
    const age = fc.double({ min: -1000, max: 10_000, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...types), age, age, (type, one, other) => {
        const [younger, older] = one <= other ? [one, other] : [other, one];
        expect(decay(type, younger)).toBeGreaterThanOrEqual(decay(type, older));
        expect(decay(type, older)).toBeGreaterThanOrEqual(0);
        expect(decay(type, younger)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it.each(types)('halves %s after its half-life', (type) => {
    expect(decay(type, halfLifeDays[type])).toBe(0.5);
  });

  it('counts repeated events less and less, below twice in all', () => {
    expect([1, 2, 3].map(repeated)).toEqual([1, 1.5, 1.75]);
    expect(repeated(1e9)).toBeLessThanOrEqual(2);
  });
});

describe('what a score is shown with', () => {
  it('names the model that made it', () => {
    expect(scored([]).modelVersion).toBe(MODEL_VERSION);
  });

  it.each([
    [null, 'unknown'],
    [0, 'below-average'],
    [44, 'below-average'],
    [45, 'average'],
    [59, 'average'],
    [60, 'good'],
    [74, 'good'],
    [75, 'very-good'],
    [89, 'very-good'],
    [90, 'excellent'],
  ])('%s is %s', (value, band) => {
    expect(bandOf(value)).toBe(band);
  });

  it('has low confidence while the company is not settled', () => {
    const match = { status: 'none', code: 'not-found', reason: 'Nothing found.' } as const;
    const input = inputOf(strongEvidence(), { settings: profiledSettings(), match });
    expect(decide(input).score.confidence).toBe('low');
  });

  it('has no high confidence with a single source or a doubtful match', () => {
    const company = matched.status === 'matched' ? matched.company : null;
    if (!company) throw new Error('The fixture is a match.');
    const match = { status: 'matched', company: { ...company, confidence: 0.72 } } as const;
    const input = inputOf(strongEvidence(), { settings: profiledSettings(), match });
    expect(decide(input).score.confidence).toBe('medium');
    const settings = tenantSettings.parse({
      weights: { financial: 1, growth: 0, engagement: 0, fit: 0 },
    });
    expect(scored(registerEntries(), settings)).toMatchObject({
      coverage: 1,
      confidence: 'medium',
    });
  });

  it('has low confidence with a sound register entry and one reply alone', () => {
    const score = scored([...registerEntries(), event('reply', 2)]);
    expect(score.coverage).toBeCloseTo(0.4, 9);
    expect(score.confidence).toBe('low');
  });

  it('asks for another reply where there was one, and for no job board where no growth counts', () => {
    const raises = (status: string) =>
      scored([
        evidenceOf('registration', { status }),
        filing('officers', 'AP01', 5),
        event('reply', 12),
      ]).wouldRaise.join('\n');
    expect(raises('active')).toMatch(/Another reply now would add up to \d+ points?\./);
    expect(raises('active')).toContain('Growth rests on no job board');
    expect(raises('liquidation')).not.toContain('Growth rests on no job board');
  });

  it('says how many points a meeting would bring, and it does', () => {
    const evidence = [...registerEntries(), event('reply', 40)];
    const before = scored(evidence);
    const gain = Number(
      /A meeting now would add up to (\d+) points/.exec(before.wouldRaise.join('\n'))?.[1],
    );
    const after = scored([...evidence, event('meeting', 0)]);
    expect(gain).toBeGreaterThan(0);
    expect(Math.abs((after.value ?? 0) - (before.value ?? 0) - gain)).toBeLessThanOrEqual(1);
  });
});
