/** Which entry of the entity register is the company: one at most, and none where two could be. */
import { nameSimilarity } from '../../../../shared/company/similarity.ts';
import { countryOf, namesOf, type SettledCompany } from '../../supplement.ts';
import type { LeiRecord } from './schema.ts';

/** From here two names are one but for legal form and spelling. */
const sameName = 0.93;

export function chooseEntity(
  company: SettledCompany,
  records: readonly LeiRecord[],
): LeiRecord | null {
  const number = company.register?.profile.value.company_number ?? null;
  const fitting = records.filter(({ attributes: { entity } }) => {
    // A branch has an entry of its own and is not the company.
    if (entity.category === 'BRANCH' || entity.category === 'FUND') return false;
    if (number !== null) {
      return sameNumber(entity.registeredAs, number) && countryOfEntity(entity) === 'GB';
    }
    return isNamedLike(company, entity) && isPlacedLike(company, entity);
  });
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

type Entity = LeiRecord['attributes']['entity'];

export function countryOfEntity(entity: Entity): string | null {
  // A jurisdiction may name a part of a country: US-DE.
  const country = entity.jurisdiction?.slice(0, 2) ?? entity.legalAddress?.country;
  return country && /^[A-Z]{2}$/.test(country) ? country : null;
}

/** Registers leave leading zeros out or put them in. */
function sameNumber(registeredAs: string | null | undefined, number: string): boolean {
  const bare = (text: string) =>
    text
      .toUpperCase()
      .replace(/[^A-Z0-9]/g, '')
      .replace(/^0+/, '');
  return typeof registeredAs === 'string' && bare(registeredAs) === bare(number);
}

function isNamedLike(company: SettledCompany, entity: Entity): boolean {
  // Of the other names only former and trading names are names somebody would use.
  const names = [entity.legalName.name, ...(entity.otherNames ?? []).map(({ name }) => name)];
  return namesOf(company).some((known) =>
    names.some((name) => nameSimilarity(known, name) >= sameName),
  );
}

/** The country has to agree, and the town where both are known. */
function isPlacedLike(company: SettledCompany, entity: Entity): boolean {
  const country = countryOf(company);
  const towns = [company.subject.city, company.site?.page.organization?.locality].flatMap(
    (town) => folded(town) ?? [],
  );
  const addresses = [entity.legalAddress, entity.headquartersAddress];
  const entityTowns = addresses.flatMap((address) => folded(address?.city) ?? []);
  if (country !== null) {
    return [countryOfEntity(entity), ...addresses.map((a) => a?.country)].includes(country);
  }
  return towns.some((town) => entityTowns.includes(town));
}

function folded(town: string | null | undefined): string | null {
  const text = (town ?? '').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
  return text === '' ? null : text;
}
