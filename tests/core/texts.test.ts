import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../shared/decide.ts';
import { digitClaims, wordClaims } from '../../shared/narrative/numbers.ts';
import { hasHiddenCharacters, plainText } from '../../shared/narrative/plain-text.ts';
import { compareTimes, dayOf, longDate, timeOf } from '../../shared/text/dates.ts';
import {
  event,
  evidenceOf,
  filing,
  inputOf,
  registerEntries,
  strongEvidence,
} from './support/evidence.ts';

describe('plain text', () => {
  it.each([
    ['keeps ordinary text', 'Acme Ltd', 'Acme Ltd'],
    ['turns controls and line ends into spaces', 'a\r\n\tb\u0000c\u2028d', 'a b c d'],
    ['drops zero-width characters', 'a\u200bb\ufeffc\u2060d\u00ade', 'abcde'],
    ['drops bidirectional controls', '\u202eevil\u202c \u2066x\u2069', 'evil x'],
    ['drops tag characters', 'a\u{e0041}\u{e0042}b', 'ab'],
    ['drops lone surrogates', 'a\ud800b', 'ab'],
    ['drops joiners that join nothing', 'a\u200db\u200cc', 'abc'],
    ['keeps joined emoji', '👩‍💻 👩🏽‍🚀 ❤️‍🔥', '👩‍💻 👩🏽‍🚀 ❤️‍🔥'],
    ['keeps joiners of scripts that need them', 'می‌خواهم', 'می‌خواهم'],
    ['keeps right-to-left text', 'شركة', 'شركة'],
    ['composes accents', 'e\u0301', 'é'],
    ['thins stacked marks', `a${'\u0335'.repeat(40)}b`, `a${'\u0335'.repeat(4)}b`],
    ['collapses and trims white space', '  a \u00a0 b  ', 'a b'],
  ])('%s', (_, input, output) => {
    expect(plainText(input, 100)).toBe(output);
  });

  it('cuts between whole characters and marks the cut', () => {
    expect(plainText('👩‍💻👩‍💻👩‍💻', 12)).toBe('👩‍💻👩‍💻…');
    expect(plainText('abcdef', 4)).toBe('abc…');
  });

  it('is within its limit, well-formed, free of hidden characters and final', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.integer({ min: 1, max: 60 }),
        (text, limit) => {
          const plain = plainText(text, limit);
          expect(plain.length).toBeLessThanOrEqual(limit);
          expect(plain.isWellFormed()).toBe(true);
          expect(hasHiddenCharacters(plain)).toBe(false);
          expect(plainText(plain, limit)).toBe(plain);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('dates', () => {
  it('are read as Date.parse reads them', () => {
    fc.assert(
      fc.property(
        fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2999-12-31') }),
        (date) => {
          const iso = date.toISOString();
          expect(timeOf(iso)).toBe(Date.parse(iso));
          expect(timeOf(iso.slice(0, 10))).toBe(Date.parse(iso.slice(0, 10)));
        },
      ),
    );
    expect(timeOf('2026-11-12T10:00:00+02:00')).toBe(Date.parse('2026-11-12T08:00:00Z'));
    expect(timeOf('2026-11-12T25:00:00.000Z')).toBeNaN();
    expect(timeOf('yesterday!')).toBeNaN();
  });

  it('are days in UTC', () => {
    expect(dayOf('2026-11-12T23:30:00-05:00')).toBe('2026-11-13');
    expect(longDate('2026-11-02T00:00:00.000Z')).toBe('2 November 2026');
    expect(compareTimes('2026-11-12T23:30:00-05:00', '2026-11-13T00:00:00.000Z')).toBeGreaterThan(
      0,
    );
  });
});

describe('numbers in a text', () => {
  it.each([
    ['1,200,000', 1_200_000, 'plain'],
    ['£1.2m', 1_200_000, 'currency:GBP'],
    ['€3bn', 3e9, 'currency:EUR'],
    ['USD 450k', 450_000, 'currency:USD'],
    ['12.5 per cent', 12.5, 'percent'],
    ['−7%', -7, 'percent'],
    ['21st', 21, 'plain'],
  ])('%s', (text, value, unit) => {
    expect(digitClaims(`It is ${text} now`).claims).toMatchObject([{ value, unit }]);
  });

  it.each([
    ['fourteen', [14]],
    ['twenty-five', [25]],
    ['two hundred and six', [206]],
    ['three thousand four hundred', [3400]],
    ['five and six', [5, 6]],
    ['a hundred', [100]],
    ['third', [3]],
    ['attention often weighted', []],
  ])('in words: %s', (text, values) => {
    expect(wordClaims(`It is ${text} now`).claims.map(({ value }) => value)).toEqual(values);
  });
});

describe('the template summary', () => {
  const texts = (...evidence: Parameters<typeof inputOf>[0]) =>
    decide(inputOf(evidence)).summary.sentences.map(({ text }) => text);

  it('tells what people did, what changed and what the company is', () => {
    expect(texts(...strongEvidence())).toEqual([
      'A reply came on 19 November 2026 and the pricing page was visited on 18 November 2026.',
      'The company’s job board (Greenhouse) lists 14 open roles, 3 of them senior, as of 18 November 2026.',
      'A share issue filed on 1 November 2026 raised capital; the round is not stated.',
    ]);
  });

  it('starts with what speaks against the company', () => {
    const sentences = texts(
      event('reply', 2),
      evidenceOf('registration', { status: 'liquidation' }),
      evidenceOf('accounts', { overdue: true, nextDueOn: '2026-09-30' }),
    );
    expect(sentences).toEqual([
      'The register shows that the company is in liquidation, as of 18 November 2026.',
      'Its accounts are overdue: they were due on 30 September 2026.',
      'A reply came on 19 November 2026.',
    ]);
  });

  it('never dates a booked meeting as one that was held', () => {
    const booked = evidenceOf('engagement', { event: 'meeting', bookedFor: '2026-12-01' });
    const { summary, signals, score, nextActions } = decide(inputOf([booked]));
    expect(summary.sentences).toMatchObject([{ text: 'A meeting is booked for 1 December 2026.' }]);
    expect(signals).toMatchObject([{ title: 'Meeting booked for 1 December 2026' }]);
    expect(score.contributions).toMatchObject([{ reason: 'Meeting booked for 1 December 2026' }]);
    expect(nextActions).toContainEqual(expect.objectContaining({ title: 'Prepare the meeting' }));
  });

  it('names the company before it says “its”', () => {
    expect(
      texts(
        evidenceOf('accounts', { overdue: true, nextDueOn: '2026-09-30' }),
        evidenceOf('open-jobs', { total: 0, seniorRoles: 0, departments: [], countries: [] }),
        evidenceOf('location', { country: 'NO' }),
      ),
    ).toEqual([
      'The company’s accounts are overdue: they were due on 30 September 2026.',
      'Its job board (Greenhouse) lists no open roles, as of 18 November 2026.',
      'The company is based in Norway.',
    ]);
  });

  it('says “it” only where the sentence before was about the company', () => {
    const sentences = texts(
      evidenceOf('open-jobs', { total: 3, seniorRoles: 0, departments: [], countries: [] }),
      evidenceOf('registration'),
    );
    expect(sentences[0]).toMatch(/^The company’s job board/);
    expect(sentences[1]).toMatch(/^The company is active/);
  });

  it.each([
    ['stated', 'The company’s website states a headcount of 12 people.'],
    ['crm', 'The CRM lists 12 people.'],
    ['accounts-type', 'The company files the accounts of a business with 12 people.'],
  ] as const)('says where a headcount comes from: %s', (basis, sentence) => {
    const size = { minimum: 12, maximum: 12, basis };
    expect(texts(evidenceOf('headcount', size))[0]).toBe(sentence);
  });

  it('says nothing where nothing is known', () => {
    expect(texts()).toEqual([]);
  });

  it('is one sentence where there is one piece of evidence', () => {
    expect(texts(evidenceOf('no-engagement'))).toEqual([
      'Nobody there has reacted since 24 July 2026.',
    ]);
  });

  it('describes a quiet company by the register', () => {
    expect(texts(...registerEntries())[0]).toBe(
      'The company is active on the register and was incorporated on 5 April 2011; its medium-sized company accounts are not overdue.',
    );
  });

  it('quotes news that can stand in a sentence, and only its topic otherwise', () => {
    expect(texts(evidenceOf('announcement'))[0]).toBe(
      'A contract award was announced on 18 November 2026: “Kestrel Robotics wins contract with Northern Parcels”.',
    );
    const pushy = evidenceOf('announcement', { title: 'You will buy at https://evil.example' });
    expect(texts(pushy)[0]).toBe('A contract award was announced on 18 November 2026.');
  });

  it('never names a funding round', () => {
    expect(texts(filing('capital', 'SH01', 20), ...registerEntries()).join(' ')).not.toMatch(
      /seed|series/i,
    );
  });
});
