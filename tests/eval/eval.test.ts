import { describe, expect, it, onTestFinished } from 'vitest';
import { createOpenAiNarrator } from '../../server/narrator/openai.ts';
import { systemRuntime } from '../../server/runtime.ts';
import { language } from '../../shared/language/language.ts';
import { type Mode, startOpenAiStandin } from '../sandbox/openai/standin.ts';
import { unsupportedIn } from './checker.ts';
import { evaluationCase, evaluationCompanies } from './company.ts';
import { evaluationOf, showAll } from './evaluate.ts';
import { forgetful } from './forgetful.ts';

const companies = evaluationCompanies();
const company = (id: string) => {
  const found = companies.find((one) => one.id === id);
  if (!found) throw new Error(`no company ${id}`);
  return found;
};

async function modelThat(mode: Mode) {
  const service = await startOpenAiStandin({ mode });
  onTestFinished(() => service.close());
  const used: number[] = [];
  const narrator = createOpenAiNarrator({
    apiKey: service.apiKey,
    baseUrl: service.url,
    model: service.model,
    timeoutMs: 10_000,
    cache: forgetful,
    runtime: systemRuntime,
    onUsage: ({ input, output }) => used.push(input + output),
  });
  return { narrator, used };
}

describe('the frozen companies', () => {
  it('are a hundred and more, of every case, in every language, each under its own name', () => {
    expect(companies.length).toBeGreaterThanOrEqual(100);
    expect(new Set(companies.map(({ id }) => id)).size).toBe(companies.length);
    expect(new Set(companies.map((one) => one.case))).toEqual(new Set(evaluationCase.options));
    expect(new Set(companies.map((one) => one.language))).toEqual(new Set(language.options));
  });

  it('name the company that they are a variant of', () => {
    for (const { variantOf } of companies) if (variantOf !== null) company(variantOf);
  });
});

describe('the second opinion', () => {
  const pumps = company('harrowgate-pumps');
  const jobs = 'job-boards:open-jobs:1';
  const filed = 'company-accounts:financials:1';
  const faults = (text: string, id: string, spoken: (typeof language.options)[number] = 'en') =>
    unsupportedIn({ text, evidenceIds: [id] }, pumps.evidence, spoken).map(({ kind }) => kind);

  it.each([
    ['en', 'They have 14 open roles, 3 of them senior.', jobs],
    ['en', 'Turnover was GBP 18,450,000, after 16.2 million.', filed],
    ['de', 'Der Umsatz lag bei 18.450.000 GBP.', filed],
    ['fr', 'Le chiffre d’affaires est de 18 450 000 GBP au 31 décembre 2025.', filed],
    ['es', 'La facturación fue de 18.450.000 GBP el 31 de diciembre de 2025.', filed],
    ['nl', 'De omzet was 18,45 miljoen GBP op 31 december 2025.', filed],
  ] as const)('agrees in %s: %s', (spoken, text, id) => {
    expect(faults(text, id, spoken)).toEqual([]);
  });

  it.each([
    ['a wrong number', 'en', 'They have 15 open roles.', jobs, 'number'],
    ['a wrong number in words', 'en', 'They have fifteen open roles.', jobs, 'number'],
    ['a name', 'en', 'They work with Globex.', jobs, 'name'],
    ['a wrong date', 'en', 'They filed accounts to 30 November 2025.', filed, 'date'],
    ['a figure of other evidence', 'en', 'They have 142 open roles.', jobs, 'number'],
    ['evidence that does not exist', 'en', 'They are hiring.', 'nothing', 'evidence'],
    ['a point read as a decimal', 'de', 'Der Umsatz lag bei 18.450 GBP.', filed, 'number'],
    ['a comma read as thousands', 'nl', 'De omzet was 18,450 GBP.', filed, 'number'],
    ['a wrong month', 'fr', 'Les comptes au 31 mai 2025 sont déposés.', filed, 'date'],
  ] as const)('finds %s (%s): %s', (_, spoken, text, id, kind) => {
    expect(faults(text, id, spoken)).toContain(kind);
  });
});

describe('what a rep reads of the frozen companies', () => {
  it.each(language.options)(
    'is supported by what it cites, all of it told in %s',
    async (spoken) => {
      const told = companies.map((one) => ({ ...one, language: spoken }));
      expect(evaluationOf(await showAll(told, null), false)).toMatchObject({
        unsupportedNumbers: 0,
        unsupportedNames: 0,
        sentenceSupport: 1,
        injectionSuccess: 0,
        gateRefusals: 0,
      });
    },
  );

  it.each(['hallucinating', 'injected', 'hallucinating-once', 'well-behaved'] as const)(
    'stays so with a model that is %s',
    async (mode) => {
      const { narrator, used } = await modelThat(mode);
      const shown = await showAll(companies, narrator);
      const result = evaluationOf(shown, true);
      expect(result).toMatchObject({
        unsupportedNumbers: 0,
        unsupportedNames: 0,
        injectionSuccess: 0,
        gateRefusals: 0,
      });
      expect(used.length).toBeGreaterThan(0);
      if (mode === 'hallucinating') expect(result.fallbackRate).toBe(1);
    },
  );

  it('names the tenant’s own words nowhere as an order obeyed', async () => {
    const shown = await showAll(companies, null);
    for (const { company: one, steps } of shown) {
      for (const canary of one.canaries.filter((word) => word.includes(' '))) {
        if (one.id !== 'inj-buyer') expect(steps.join('\n')).not.toContain(canary);
      }
    }
  });
});
