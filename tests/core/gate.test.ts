import { describe, expect, it } from 'vitest';
import { gateSummary } from '../../shared/narrative/gate.ts';
import { event, evidenceOf } from './support/evidence.ts';

const evidence = [
  evidenceOf('registration', {}, { id: 'reg', text: 'Kestrel Robotics Limited is active.' }),
  evidenceOf('open-jobs', {}, { id: 'jobs', text: '14 open roles on Greenhouse.' }),
  evidenceOf(
    'revenue',
    { amount: 1_200_000, currency: 'GBP' },
    { id: 'revenue', text: 'Revenue.' },
  ),
  evidenceOf(
    'announcement',
    {
      topic: 'contract-award',
      title: 'Kestrel wins £2.5m contract with Northern Parcels, up 14%',
      publisher: 'Kestrel News',
    },
    { id: 'news', text: 'Announced on 12 November 2026.' },
  ),
  evidenceOf(
    'announcement',
    { topic: 'product', title: 'x', publisher: 'harbour-weekly.example' },
    { id: 'host', text: 'Announced.' },
  ),
  event('meeting', 9),
  evidenceOf('technology', { name: 'Node.js' }, { id: 'tech', text: 'Uses it.' }),
];
const meeting = 'hubspot:engagement:meeting';
const filler = { text: 'The company is active on the register.', evidenceIds: ['reg'] };

/** Fault codes of one sentence beside a harmless one. */
function faults(text: string, ...evidenceIds: string[]): string[] {
  const result = gateSummary({ sentences: [{ text, evidenceIds }, filler] }, evidence);
  return result.ok ? [] : result.faults.map(({ code }) => code);
}

describe('the gate lets pass what stands in the cited evidence', () => {
  it.each([
    ['Kestrel Robotics Ltd is hiring for 14 open roles.', 'reg', 'jobs'],
    ['Fourteen roles are open, 3 of them senior.', 'jobs'],
    ['Fourteen roles are open, three of them senior.', 'jobs'],
    ['Revenue is £1.2m.', 'revenue'],
    ['Revenue is £1,200,000.', 'revenue'],
    ['Revenue is GBP 1.2 million.', 'revenue'],
    ['Revenue is 1.2 million pounds.', 'revenue'],
    ['It won a £2.5 million contract with Northern Parcels.', 'news'],
    ['It reports growth of 14 per cent.', 'news'],
    ['It reports growth of 14%.', 'news'],
    ['A meeting took place on 12 November 2026.', meeting],
    ['A meeting took place on 2026-11-12.', meeting],
    ['A meeting took place on November 12th, 2026.', meeting],
    ['A meeting took place on the 12th of November.', meeting],
    ['A meeting took place in November 2026.', meeting],
    ['A meeting took place on 12/11/2026.', meeting],
    ['The company was incorporated in 2011.', 'reg'],
    ['Kestrel’s address is in Leeds.', 'reg'],
    ["Kestrel's Leeds-based office is in the UK.", 'reg'],
    ['It is registered as KESTREL ROBOTICS LIMITED, number 01234567.', 'reg'],
    ['Nine of them are in engineering.', 'jobs'],
    ['The website uses Node.js.', 'tech'],
    ['A product was announced, as harbour-weekly.example reports.', 'host'],
  ])('%s', (text, ...ids) => {
    expect(faults(text, ...ids)).toEqual([]);
  });
});

describe('the gate refuses what does not', () => {
  it.each([
    ['a wrong number', 'There are 15 open roles.', ['jobs'], 'number'],
    ['a wrong number in words', 'There are fifteen open roles.', ['jobs'], 'number'],
    ['a wrong ordinal', 'It is the 7th largest.', ['jobs'], 'number'],
    ['a right number cited to the wrong evidence', 'There are 14 open roles.', ['reg'], 'number'],
    ['a number hidden in other digits', 'There are ١٥ open roles.', ['jobs'], 'number'],
    ['a number in full-width digits', 'There are １５ open roles.', ['jobs'], 'number'],
    ['a number glued to a word', 'It entered in FY27.', ['jobs'], 'number'],
    ['a wrong amount', 'Revenue is £1.3m.', ['revenue'], 'amount'],
    ['a wrong magnitude', 'Revenue is £1.2bn.', ['revenue'], 'amount'],
    ['a wrong currency', 'Revenue is $1.2m.', ['revenue'], 'amount'],
    ['a wrong currency in words', 'Revenue is 1.2 million dollars.', ['revenue'], 'amount'],
    ['a count turned into a percentage', 'Growth is 14%.', ['jobs'], 'percentage'],
    ['a wrong percentage', 'Growth is 41 per cent.', ['news'], 'percentage'],
    ['a turned sign', 'Growth is -14%.', ['news'], 'percentage'],
    ['a wrong day', 'They met on 13 November 2026.', [meeting], 'date'],
    ['a wrong month', 'They met on 12 October 2026.', [meeting], 'date'],
    ['a wrong year', 'They met on 12 November 2025.', [meeting], 'date'],
    ['a wrong ISO date', 'They met on 2026-12-11.', [meeting], 'date'],
    ['a right date cited to the wrong evidence', 'They met on 12 November.', ['jobs'], 'date'],
    ['a wrong month alone', 'They met in January.', [meeting], 'date'],
    ['a relative date', 'They met last week.', [meeting], 'relative-date'],
    ['a wrong name', 'It works with Globex.', ['news'], 'name'],
    ['a wrong name at the start', 'Globex signed with it.', ['news'], 'name'],
    ['a wrong name after a full stop', 'It grows. Globex knows.', ['news'], 'name'],
    ['a right name cited to the wrong evidence', 'It works with Northern.', ['jobs'], 'name'],
    ['an acronym', 'It sells to the NHS.', ['news'], 'name'],
    ['a name in another script', 'It works with شركة.', ['news'], 'name'],
    ['a name that only starts alike', 'It is called Kestrels.', ['reg'], 'name'],
    ['a change without a number', 'Revenue doubled.', ['revenue'], 'quantity'],
    ['a vague amount', 'It has dozens of roles.', ['jobs'], 'quantity'],
    ['a promise', 'The company will buy.', ['reg'], 'promise'],
    ['a guarantee', 'Success is guaranteed.', ['reg'], 'promise'],
    ['a prediction', 'They are likely to sign.', ['reg'], 'promise'],
    ['an address', 'See https://kestrel-robotics.example now.', ['reg'], 'url'],
    ['a bare domain', 'See evil.example now.', ['reg'], 'url'],
    ['a publisher of other evidence', 'It is in harbour-weekly.example.', ['reg'], 'url'],
    ['a host below a publisher’s', 'See evil.harbour-weekly.example.', ['host'], 'url'],
    ['a path at a publisher', 'See harbour-weekly.example//x.', ['host'], 'url'],
    ['an e-mail address', 'Write to x@evil.', ['reg'], 'url'],
    ['HTML', 'It is <b>active</b>.', ['reg'], 'markup'],
    ['Markdown', 'It is **active**.', ['reg'], 'markup'],
    ['a Markdown link', 'It is [active](x).', ['reg'], 'markup'],
    ['a bullet', '- it is active.', ['reg'], 'markup'],
    ['a line break', 'It is\nactive.', ['reg'], 'hidden-characters'],
    ['a bidirectional override', 'It is \u202eactive.', ['reg'], 'hidden-characters'],
    ['a zero-width space', 'It is ac\u200btive.', ['reg'], 'hidden-characters'],
    ['too much text', `It is active${' and active'.repeat(50)}.`, ['reg'], 'too-long'],
    ['nothing', '   ', ['reg'], 'empty'],
    ['evidence that does not exist', 'It is active.', ['reg', 'invented'], 'unknown-evidence'],
    ['no evidence at all', 'It is active.', [], 'no-evidence'],
  ])('%s: %s', (_, text, ids, code) => {
    expect(faults(text, ...ids)).toContain(code);
  });

  it.each(['A', '-', '1', 'a.', 'twenty '])('a hundred thousand times “%s”, at once', (part) => {
    expect(faults(part.repeat(100_000), 'reg')).toEqual(['too-long']);
  });

  it('names the sentence and tells what to correct', () => {
    const sentences = [filler, { text: 'There are 15 open roles.', evidenceIds: ['jobs'] }];
    expect(gateSummary({ sentences }, evidence)).toEqual({
      ok: false,
      faults: [
        {
          sentence: 1,
          code: 'number',
          message: 'The number “15” is not in the cited evidence.',
        },
      ],
    });
  });
});

describe('the number of sentences', () => {
  it.each([
    [0, false],
    [1, false],
    [2, true],
    [3, true],
    [4, false],
  ])('%i of several pieces of evidence: %s', (count, ok) => {
    expect(gateSummary({ sentences: Array(count).fill(filler) }, evidence).ok).toBe(ok);
  });

  it('may be one where there is one piece of evidence', () => {
    expect(gateSummary({ sentences: [filler] }, evidence.slice(0, 1)).ok).toBe(true);
  });

  it('repairs nothing and drops repeated ids', () => {
    const doubled = { text: filler.text, evidenceIds: ['reg', 'reg'] };
    expect(gateSummary({ sentences: [doubled, filler] }, evidence)).toEqual({
      ok: true,
      sentences: [filler, filler],
    });
  });
});
