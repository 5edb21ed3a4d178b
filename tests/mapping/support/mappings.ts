import type { Actor } from '../../../server/audit/actor.ts';
import type { Services } from '../../../server/services.ts';
import type { Tenant } from '../../../server/sync/service.ts';
import { type MappingsState, mappingsUpdate } from '../../../shared/contract/mappings.ts';

/** Who saves, in every test. */
export const admin: Actor = { kind: 'crm-user', id: '9001', source: 'hubspot-settings', ip: null };

/** A mapping as a page sends it: what is left out has its default. */
export interface Given {
  readonly object?: 'contact' | 'company' | 'lead';
  readonly oppspotField: string;
  readonly crmField: string;
  readonly [rule: string]: unknown;
}

export function items(...given: readonly Given[]) {
  const named = given.map((one) => ({ object: 'contact', ...one }));
  return mappingsUpdate.parse({ version: '', items: named }).items;
}

/** Saves these in place of all that are there. */
export async function saveMappings(
  { mappings }: Pick<Services, 'mappings'>,
  tenant: Tenant,
  ...given: readonly Given[]
): Promise<MappingsState> {
  const { version } = await mappings.read(tenant);
  return mappings.save(tenant, admin, { version, items: items(...given) });
}

/** A step that puts every value of one list to that of another. */
export function mapTo(values: Readonly<Record<string, string>>, otherwise: string | null = null) {
  const pairs = Object.entries(values).map(([from, to]) => ({ from, to }));
  return { name: 'map', values: pairs, otherwise };
}
