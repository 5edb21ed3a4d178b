/**
 * Our own unique property on companies. HubSpot lets any number of companies have one domain and its
 * search lags behind, so this is what keeps a company from being made twice: reading by a unique
 * property sees what was just written, and a second company with the same key is refused.
 */
import { createHash } from 'node:crypto';
import { hubspotPropertyGroup } from '../../../../shared/fields/hubspot.ts';
import { type CrmError, isCrmError } from '../../errors.ts';
import type { Identity } from '../../upsert/entity.ts';
import type { HubSpotApi } from '../api.ts';
import type { HubSpotObject, PropertyDefinition } from '../api-types.ts';
import { provisionObject } from '../provision.ts';

export const companyKeyProperty = 'oppspot_external_id';

const companyKey: PropertyDefinition = {
  name: companyKeyProperty,
  label: 'oppSpot external id',
  description: 'Identifies a company that oppSpot created by data, so that it is never made twice.',
  groupName: hubspotPropertyGroup.name,
  type: 'string',
  fieldType: 'text',
  hasUniqueValue: true,
};

/** The same for everybody who means this company. */
export function companyKeyOf({ domain, name }: Identity): string {
  if (domain !== null) return `domain-${domain}`;
  const spelling = (name ?? '').toLowerCase().replace(/\s+/g, ' ');
  return `name-${createHash('sha256').update(spelling).digest('hex')}`;
}

/**
 * Companies by their keys; null where the account cannot have the property, so that only search is
 * left. The property is created when it is first missed.
 * @throws CrmError when HubSpot could not be asked
 */
export async function readByKey(
  api: HubSpotApi,
  keys: readonly string[],
  properties: readonly string[],
): Promise<readonly HubSpotObject[] | null> {
  try {
    const answer = await api.readMany('companies', keys, properties, {
      idProperty: companyKeyProperty,
    });
    const fault = answer.faults.find(({ error }) => error.kind !== 'not_found');
    if (fault) throw fault.error;
    return answer.objects;
  } catch (error) {
    if (!isCrmError(error) || !saysNoSuchKey(error)) throw error;
    return (await createKey(api)) ? [] : null;
  }
}

/** HubSpot refuses to read by a property that an account does not have, or not as a unique one. */
function saysNoSuchKey({ kind }: CrmError): boolean {
  return kind === 'validation' || kind === 'not_found' || kind === 'unexpected';
}

async function createKey(api: HubSpotApi): Promise<boolean> {
  try {
    const { available } = await provisionObject(api, 'companies', [companyKey]);
    return available.includes(companyKeyProperty);
  } catch (error) {
    if (isCrmError(error) && error.kind === 'missing_scope') return false;
    throw error;
  }
}
