/** What a tenant's own provider says, as evidence that names it. Text from it is data like any other. */

import { countryName } from '../../../shared/company/country.ts';
import type { OwnProviderFact } from '../../../shared/contract/own-provider.ts';
import type { Evidence } from '../../../shared/evidence/evidence.ts';
import { plainText } from '../../../shared/narrative/plain-text.ts';
import { longDate } from '../../../shared/text/dates.ts';

/** Of a kind that can have several. */
const mostOfAKind = 15;

/** @param label the provider as the tenant named it */
export function factsAsEvidence(
  facts: readonly OwnProviderFact[],
  label: string,
  now: string,
): Evidence[] {
  const counts = new Map<string, number>();
  return facts.flatMap((fact): Evidence[] => {
    const count = (counts.get(fact.kind) ?? 0) + 1;
    counts.set(fact.kind, count);
    const observedAt = `${fact.observedOn}T00:00:00.000Z`;
    // What has not happened yet is no fact.
    if (count > mostOfAKind || observedAt > now) return [];
    const base = {
      id: `own-provider:${fact.kind}:${count}`,
      source: { type: 'tenant' as const, provider: 'own-provider', label, url: null },
      observedAt,
      retrievedAt: now,
    };
    return [asEvidence(fact, base, label)];
  });
}

interface Base {
  readonly id: string;
  readonly source: Extract<Evidence['source'], { type: 'tenant' }>;
  readonly observedAt: string;
  readonly retrievedAt: string;
}

function asEvidence(fact: OwnProviderFact, base: Base, label: string): Evidence {
  const says = (words: string) => plainText(`${label} ${words}`, 300);
  switch (fact.kind) {
    case 'headcount': {
      const { minimum, maximum } = fact;
      const range = maximum === null ? `${minimum} or more` : `${minimum} to ${maximum}`;
      return {
        ...base,
        kind: 'headcount',
        value: { minimum, maximum, basis: 'stated' },
        text: says(`counts ${minimum === maximum ? minimum : range} employees.`),
      };
    }
    case 'revenue': {
      const { amount, currency } = fact;
      return {
        ...base,
        kind: 'revenue',
        value: { amount, currency, basis: 'stated' },
        text: says(`gives a revenue of ${amount.toLocaleString('en-GB')} ${currency}.`),
      };
    }
    case 'industry': {
      const name = plainText(fact.name, 120);
      return {
        ...base,
        kind: 'industry',
        value: { scheme: 'schema.org', code: null, name },
        text: says(`gives the industry as ${name}.`),
      };
    }
    case 'location': {
      const locality = fact.locality ? plainText(fact.locality, 80) || null : null;
      const place = `${locality ? `${locality}, ` : ''}${countryName(fact.country)}`;
      return {
        ...base,
        kind: 'location',
        value: { country: fact.country, region: null, locality },
        text: says(`places the company in ${place}.`),
      };
    }
    case 'technology': {
      const name = plainText(fact.name, 60);
      const category = plainText(fact.category ?? 'Technology', 60);
      return {
        ...base,
        kind: 'technology',
        value: { name, category },
        text: says(`names ${name} among the company’s technologies.`),
      };
    }
    case 'announcement': {
      const title = plainText(fact.title, 160);
      const publisher = plainText(fact.publisher, 60);
      return {
        ...base,
        source: { ...base.source, url: fact.url ?? null },
        kind: 'announcement',
        value: { topic: fact.topic, title, publisher, quote: title },
        text: plainText(`${publisher} on ${longDate(base.observedAt)}: “${title}”`, 300),
      };
    }
  }
}
