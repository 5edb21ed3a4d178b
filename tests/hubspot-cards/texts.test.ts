import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { candidateInWords, typedPick } from '../../hubspot-project/app/cards/text/company.ts';
import { creditsOf } from '../../hubspot-project/app/cards/text/credits.ts';
import { createDates } from '../../hubspot-project/app/cards/text/dates.ts';
import { chartRows } from '../../hubspot-project/app/cards/text/history.ts';
import { counted, listed, percent, points } from '../../hubspot-project/app/cards/text/numbers.ts';
import { progressInWords } from '../../hubspot-project/app/cards/text/progress.ts';
import { valueInWords } from '../../hubspot-project/app/cards/text/values.ts';
import { progressStep } from '../../shared/contract/api.ts';
import type { RunStep } from '../../shared/contract/card.ts';
import { enrichRequest } from '../../shared/contract/v1.ts';
import { asking, historyOf, read } from './support/cards.ts';

describe('dates', () => {
  it('keep a day a day west of Greenwich, and a moment a moment', () => {
    const before = process.env.TZ;
    process.env.TZ = 'America/Los_Angeles';
    onTestFinished(() => {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    });
    const dates = createDates('en-us');
    expect(dates.day('2026-10-31T00:00:00.000Z')).toBe('Oct 31, 2026');
    expect(dates.day('2026-10-31T03:30:00.000Z')).toBe('Oct 30, 2026');
  });

  it.each([
    [20_000, 'just now'],
    [5 * 60_000, '5 minutes ago'],
    [3 * 3_600_000, '3 hours ago'],
    [25 * 3_600_000, 'yesterday'],
    [44 * 86_400_000, '44 days ago'],
    [100 * 86_400_000, '3 months ago'],
    [-2 * 86_400_000, 'in 2 days'],
  ])('are %i ms ago: %s', (milliseconds, words) => {
    const now = Date.parse('2026-11-21T12:00:00.000Z');
    const dates = createDates('en-gb', () => now);
    expect(dates.ago(new Date(now - milliseconds).toISOString())).toBe(words);
  });

  it('that are none are shown as they came', () => {
    expect(createDates('en-gb').day('soon')).toBe('soon');
  });
});

describe('numbers', () => {
  it.each([
    [11.600000000000001, '+11.6'],
    [-0.4, '−0.4'],
    [0.04, '0'],
    [20, '+20'],
  ])('%f is %s points', (value, words) => {
    expect(points(value)).toBe(words);
  });

  it('read as a person says them', () => {
    expect(percent(0.976)).toBe('98%');
    expect(counted(1, 'day')).toBe('1 day');
    expect(listed(['a', 'b', 'c'])).toBe('a, b and c');
  });
});

describe('the chart of the history', () => {
  it('has every known score and none else, and never joins two across an unknown one', () => {
    const scores = fc.array(fc.option(fc.integer({ min: 0, max: 100 })), { maxLength: 30 });
    fc.assert(
      fc.property(scores, (values) => {
        const rows = chartRows(historyOf(...values));
        expect(rows.map(({ score }) => score)).toEqual(values.filter((value) => value !== null));
        const lines = values.map((value) => (value === null ? null : rows.shift()?.line));
        for (const [index, line] of lines.entries()) {
          const next = lines[index + 1];
          if (line === null || next === undefined) continue;
          if (next !== null) expect(next).toBe(line);
          else expect(lines.slice(index + 1)).not.toContain(line);
        }
      }),
    );
  });
});

describe('progress', () => {
  it('never goes beyond its end, whatever the steps', () => {
    const step: fc.Arbitrary<RunStep> = fc.record({
      step: fc.constantFrom(...progressStep.options),
      provider: fc.option(fc.string()),
      state: fc.constantFrom('started', 'done', 'failed'),
      message: fc.string(),
    });
    const doing = fc.constantFrom('enrich', 'preview', 'apply', 'undo', 'task', 'pick');
    fc.assert(
      fc.property(doing, fc.array(step), (what, steps) => {
        const { percent: done, current, names } = progressInWords(what, steps);
        expect(done).toBeGreaterThanOrEqual(0);
        expect(done).toBeLessThanOrEqual(100);
        expect(current).toBeLessThan(Math.max(1, names.length));
      }),
    );
  });

  it('says whose answer is awaited', () => {
    const steps = [read, asking('a', 'Website', 'done'), asking('b', 'Register')];
    expect(progressInWords('enrich', steps).message).toBe('Asking Register…');
    const all = [read, asking('a', 'Website', 'done'), asking('b', 'Register', 'failed')];
    expect(progressInWords('enrich', all).message).toBe('Every source has answered.');
  });
});

describe('values of fields', () => {
  it.each([
    [
      'company_industry',
      'INFORMATION_TECHNOLOGY_AND_SERVICES',
      'Information technology and services',
    ],
    ['deal_stage', 'qualified', 'Qualified'],
    ['score_confidence', 'low', 'Low'],
    ['company_city', 'BATH', 'BATH'],
    ['company_city', null, 'empty'],
  ])('%s %s reads %s', (field, value, words) => {
    expect(valueInWords(value, field, createDates('en-gb'))).toBe(words);
  });
});

describe('a company to pick', () => {
  it('of which only the address is known is named by it once', () => {
    const known = { locality: null, registration: null, confidence: 0.6, reasons: [] };
    expect(candidateInWords({ ...known, name: 'right.example', domain: 'right.example' })).toBe(
      'right.example · 60% sure',
    );
  });
});

describe('a company that a person names', () => {
  it.each([
    ['https://Acme.example/about?x=1', '', { domain: 'Acme.example', registrationNumber: null }],
    ['', ' sc 123 456 ', { domain: null, registrationNumber: 'SC123456' }],
    ['  ', ' ', null],
  ])('“%s” and “%s”', (domain, number, pick) => {
    expect(typedPick(domain, number)).toEqual(pick);
    if (pick) expect(enrichRequest.shape.pick.parse(pick)).toEqual(pick);
  });
});

describe('credits', () => {
  const source = (
    label: string,
    attribution?: Parameters<typeof creditsOf>[0][number]['attribution'],
  ) => ({
    provider: label,
    label,
    status: 'found' as const,
    detail: 'Read.',
    durationMs: 1,
    fromCache: false,
    ...(attribution && { attribution }),
  });
  const open = {
    line: 'Contains public sector information.',
    licence: 'OGL',
    licenceUrl: 'https://ogl.example/',
  };

  it('name every source of a line and tell the line once', () => {
    expect(
      creditsOf([
        source('Contracts Finder', open),
        source('Website'),
        source('Find a Tender', open),
      ]),
    ).toEqual([
      {
        labels: 'Contracts Finder, Find a Tender',
        line: open.line,
        licence: 'OGL',
        url: 'https://ogl.example/',
      },
    ]);
  });

  it('are none in answers from before credits were told', () => {
    expect(creditsOf([source('Companies House')])).toEqual([]);
  });

  it('link to nothing but web pages', () => {
    const odd = { ...open, licenceUrl: 'javascript:alert(1)' };
    expect(creditsOf([source('Odd', odd)])[0]?.url).toBeNull();
  });
});
