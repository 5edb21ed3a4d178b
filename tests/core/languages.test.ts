import { describe, expect, it } from 'vitest';
import { decide } from '../../shared/decide.ts';
import { wordsOf } from '../../shared/language/catalogue.ts';
import { type Language, language, languageOf } from '../../shared/language/language.ts';
import { gateSummary } from '../../shared/narrative/gate.ts';
import { event, evidenceOf, inputOf, registerEntries, strongEvidence } from './support/evidence.ts';

/** Narrow and ordinary no-break spaces as plain ones. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('the language of a locale', () => {
  it.each([
    ['en_GB', 'en'],
    ['de', 'de'],
    ['de-at', 'de'],
    ['fr_CA', 'fr'],
    ['es-419', 'es'],
    ['nl_NL', 'nl'],
    ['pt_BR', null],
    ['deu', null],
    ['', null],
    [null, null],
  ])('%s is %s', (locale, expected) => {
    expect(languageOf(locale)).toBe(expected);
  });
});

describe('numbers and dates', () => {
  it.each([
    ['en', '1 December 2026', '1,234,567', 'EUR 1,234,567', '+3.5'],
    ['de', '1. Dezember 2026', '1.234.567', '1.234.567 EUR', '+3,5'],
    ['fr', '1er décembre 2026', '1 234 567', '1 234 567 EUR', '+3,5'],
    ['es', '1 de diciembre de 2026', '1.234.567', '1.234.567 EUR', '+3,5'],
    ['nl', '1 december 2026', '1.234.567', 'EUR 1.234.567', '+3,5'],
  ] as const)('are written as %s writes them', (spoken, date, number, money, points) => {
    const { text } = wordsOf(spoken);
    expect(text.date('2026-12-01')).toBe(date);
    expect(plain(text.number(1_234_567))).toBe(number);
    expect(plain(text.money(1_234_567, 'EUR'))).toBe(money);
    expect(text.signed(3.5)).toBe(points);
  });

  it.each([
    ['en', '1 open role', '2 open roles'],
    ['de', '1 offene Stelle', '2 offene Stellen'],
    ['fr', '1 poste ouvert', '2 postes ouverts'],
    ['es', '1 puesto abierto', '2 puestos abiertos'],
    ['nl', '1 vacature', '2 vacatures'],
  ] as const)('take the plural of %s', (spoken, one, two) => {
    const { text } = wordsOf(spoken);
    expect([text.openRoles(1), text.openRoles(2)]).toEqual([one, two]);
  });

  it('say none in French in the singular', () => {
    expect(wordsOf('fr').text.openRoles(0)).toBe('0 poste ouvert');
  });
});

describe('a decision in another language', () => {
  const told = (spoken: Language) => decide({ ...inputOf(strongEvidence()), language: spoken });

  it('is the same decision', () => {
    const numbers = ({ score, signals, stage, nextActions }: ReturnType<typeof told>) => ({
      value: score.value,
      points: score.contributions.map(({ points }) => points),
      signals: signals.map(({ id, priority }) => [id, priority]),
      stage: stage.name,
      actions: nextActions.map(({ id }) => id),
    });
    for (const spoken of language.options) {
      expect(numbers(told(spoken))).toEqual(numbers(told('en')));
    }
  });

  it.each([
    [
      'de',
      'Auf der Stellenbörse (Greenhouse) sind 14 offene Stellen ausgeschrieben, davon 3 in leitender Funktion (Stand: 18. November 2026).',
    ],
    [
      'fr',
      'Le site d’emploi (Greenhouse) affiche 14 postes ouverts, dont 3 postes de direction (au 18 novembre 2026).',
    ],
    [
      'es',
      'El portal de empleo (Greenhouse) muestra 14 puestos abiertos, 3 de ellos de dirección (a 18 de noviembre de 2026).',
    ],
    [
      'nl',
      'Op de vacaturesite (Greenhouse) staan 14 vacatures, waarvan 3 in een leidende functie (stand van 18 november 2026).',
    ],
  ] as const)('reads as %s', (spoken, sentence) => {
    expect(told(spoken).summary.sentences.map(({ text }) => plain(text))).toContain(sentence);
  });

  it('names the step, the task and its reasons in it too', () => {
    const { task, nextActions } = told('de');
    expect(nextActions[0]).toMatchObject({
      title: 'Auf die Antwort eingehen',
      reason: 'Antwort erhalten (19. November 2026).',
    });
    if (!task.create) throw new Error(task.reason);
    expect(task.subject).toBe('Nachfassen bei Ada Sample: Antwort erhalten');
    expect(task.body).toContain('Unbekannt und nicht eingerechnet: Passung.');
    expect(task.body).not.toMatch(/\b(?:the|score is|open roles)\b/i);
  });
});

describe('the gate in other languages', () => {
  const evidence = [
    evidenceOf(
      'revenue',
      { amount: 1_234_500, currency: 'EUR' },
      { id: 'revenue', text: 'Revenue.' },
    ),
    evidenceOf('open-jobs', {}, { id: 'jobs', text: '14 open roles on Greenhouse.' }),
    evidenceOf('location', { country: 'DE' }, { id: 'place', text: 'In Germany.' }),
    event('meeting', 9),
    ...registerEntries(),
  ];
  const meeting = 'hubspot:engagement:meeting';
  const codes = (spoken: Language, text: string, id: string) => {
    const sentences = [
      { text, evidenceIds: [id] },
      { text, evidenceIds: [id] },
    ];
    const result = gateSummary({ sentences }, evidence, spoken);
    return result.ok ? [] : result.faults.map(({ code }) => code);
  };

  it.each([
    ['de', 'Der Umsatz beträgt 1.234.500 €.', 'revenue'],
    ['de', 'Der Umsatz beträgt 1,2345 Mio. EUR.', 'revenue'],
    ['de', 'Vierzehn Stellen sind offen, drei davon in leitender Funktion.', 'jobs'],
    ['de', 'Am 12. November 2026 fand ein Termin statt.', meeting],
    ['de', 'Am 12.11.2026 fand ein Termin statt.', meeting],
    ['de', 'Das Unternehmen hat seinen Sitz in Deutschland.', 'place'],
    ['fr', 'Le chiffre d’affaires est de 1 234 500 €.', 'revenue'],
    ['fr', 'Quatorze postes sont ouverts.', 'jobs'],
    ['fr', 'Un rendez-vous a eu lieu le 12 novembre 2026.', meeting],
    ['fr', 'L’entreprise est en Allemagne.', 'place'],
    ['es', 'La facturación es de 1,2345 millones de euros.', 'revenue'],
    ['es', 'Hay catorce puestos abiertos.', 'jobs'],
    ['es', 'La reunión fue el 12 de noviembre de 2026.', meeting],
    ['nl', 'De omzet is € 1.234.500.', 'revenue'],
    ['nl', 'Er staan veertien vacatures open.', 'jobs'],
    ['nl', 'De afspraak was op 12 november 2026.', meeting],
  ] as const)('lets pass in %s: %s', (spoken, text, id) => {
    expect(codes(spoken, text, id)).toEqual([]);
  });

  it.each([
    ['de', 'a point is no decimal mark', 'Der Umsatz beträgt 1.234 €.', 'revenue', 'amount'],
    ['de', 'English decimals', 'Der Umsatz beträgt 1.2345 Mio. EUR.', 'revenue', 'number'],
    ['de', 'a wrong number in words', 'Fünfundzwanzig Stellen sind offen.', 'jobs', 'number'],
    ['de', 'a wrong month', 'Am 12. Oktober 2026 fand ein Termin statt.', meeting, 'date'],
    ['de', 'a foreign name', 'Das Unternehmen arbeitet mit Globex.', 'jobs', 'name'],
    ['de', 'a promise', 'Das Unternehmen wird kaufen.', 'jobs', 'promise'],
    ['de', 'a change', 'Der Umsatz hat sich verdoppelt.', 'revenue', 'quantity'],
    ['de', 'a relative date', 'Gestern fand ein Termin statt.', meeting, 'relative-date'],
    [
      'fr',
      'a comma is no thousands mark',
      'Le chiffre d’affaires est de 1,234 €.',
      'revenue',
      'amount',
    ],
    ['fr', 'a wrong number in words', 'Vingt-cinq postes sont ouverts.', 'jobs', 'number'],
    ['fr', 'a name after an elision', 'Un contrat d’Acme est signé.', 'jobs', 'name'],
    ['fr', 'a promise', 'La société va acheter.', 'jobs', 'promise'],
    ['fr', 'a relative date', 'Un rendez-vous a eu lieu hier.', meeting, 'relative-date'],
    [
      'es',
      'a wrong scale',
      'La facturación es de 1,2345 mil millones de euros.',
      'revenue',
      'amount',
    ],
    ['es', 'a wrong number in words', 'Hay treinta y cinco puestos abiertos.', 'jobs', 'number'],
    ['es', 'a promise', 'La empresa va a comprar.', 'jobs', 'promise'],
    ['es', 'a wrong year', 'La reunión fue el 12 de noviembre de 2025.', meeting, 'date'],
    ['nl', 'a wrong number in words', 'Er staan vijfentwintig vacatures open.', 'jobs', 'number'],
    ['nl', 'a promise', 'Het bedrijf zal kopen.', 'jobs', 'promise'],
    ['nl', 'a change', 'De omzet is gehalveerd.', 'revenue', 'quantity'],
  ] as const)('refuses in %s: %s', (spoken, _, text, id, code) => {
    expect(codes(spoken, text, id)).toContain(code);
  });
});
