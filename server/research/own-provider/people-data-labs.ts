/** People Data Labs' company enrichment: https://docs.peopledatalabs.com/docs/company-enrichment-api */
import { z } from 'zod';
import { countryCode } from '../../../shared/company/country.ts';
import type { OwnProviderFact } from '../../../shared/contract/own-provider.ts';

const text = z.string().nullish();

export const pdlCompany = z.object({
  likelihood: z.number(),
  /** A band such as `51-200` or `10001+`. */
  size: text,
  employee_count: z.number().nullish(),
  industry: text,
  location: z.object({ locality: text, country: text }).nullish(),
});

/** The answer's facts, dated by the day of the answer: it does not say how old they are. */
export function pdlFacts(answer: z.infer<typeof pdlCompany>, today: string): OwnProviderFact[] {
  const facts: OwnProviderFact[] = [];
  const count = answer.employee_count;
  const band = /^(\d+)(?:-(\d+)|\+)$/.exec(answer.size ?? '');
  if (typeof count === 'number' && Number.isInteger(count) && count >= 0) {
    facts.push({ kind: 'headcount', minimum: count, maximum: count, observedOn: today });
  } else if (band) {
    const maximum = band[2] ? Number(band[2]) : null;
    facts.push({ kind: 'headcount', minimum: Number(band[1]), maximum, observedOn: today });
  }
  if (answer.industry) {
    facts.push({ kind: 'industry', name: capitalized(answer.industry), observedOn: today });
  }
  const country = countryCode(answer.location?.country);
  if (country) {
    const locality = answer.location?.locality;
    facts.push({
      kind: 'location',
      country,
      locality: locality ? titled(locality) : null,
      observedOn: today,
    });
  }
  return facts;
}

/** Everything comes in small letters. */
const capitalized = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
const titled = (words: string) => words.replace(/(^|[\s-])\p{L}/gu, (part) => part.toUpperCase());
