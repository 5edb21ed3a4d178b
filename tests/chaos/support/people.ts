/** People to enrich, each like somebody of the sandbox's world, at companies of their own. */
import type { Town } from './town.ts';

/** Contacts of the world: three at whose companies a deal is due, two with a task alone, one with neither. */
export const likenesses = ['1001', '1003', '1019', '1002', '1005', '1008'] as const;

export interface Household {
  readonly likeness: (typeof likenesses)[number];
  readonly companyId: string;
  readonly contactIds: readonly string[];
}

/** A company and people there who are all alike. */
export function settle(
  { hubspot, world }: Pick<Town, 'hubspot' | 'world'>,
  likeness: Household['likeness'],
  count: number,
): Household {
  const model = world.hubspot.contacts?.find(({ id }) => id === likeness);
  const place = world.hubspot.companies?.find(({ id }) => id === model?.companyId);
  if (!model || !place) throw new Error(`The world has no contact ${likeness} with a company.`);
  const { id: companyId } = hubspot.createCompany(place.properties);
  const contactIds = Array.from({ length: count }, (_, index) => {
    const email = `person.${index}.of.${companyId}@${place.properties.domain}`;
    const { id } = hubspot.createContact({ ...model.properties, email });
    hubspot.associate({ type: 'contacts', id }, { type: 'companies', id: companyId });
    return id;
  });
  return { likeness, companyId, contactIds };
}
