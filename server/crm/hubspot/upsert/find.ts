/** Contacts by e-mail address, which is unique; companies by our key, else by search. */
import { chunksOfBytes } from '../../upsert/chunks.ts';
import { companyMatch } from '../../upsert/company-match.ts';
import type { Match, Wanted } from '../../upsert/desk.ts';
import { domainIn } from '../../upsert/domain.ts';
import type { EntityObject, FoundRecord } from '../../upsert/entity.ts';
import type { HubSpotApi } from '../api.ts';
import type { BatchAnswer, HubSpotObject } from '../api-types.ts';
import { decodeValue } from '../fields.ts';
import { type Account, isHubSpotId, recordUrl } from '../links.ts';
import { mergedIdsProperty } from '../read/properties.ts';
import type { UpsertCalls } from './calls.ts';
import { companyKeyOf, companyKeyProperty, readByKey } from './company-key.ts';

/** Of the 3,000 that a search may have; the rest is for the names of properties. */
const longestList = 1_500;
/** HubSpot documents no number of values for `IN`; a hundred is what its examples stay under. */
const mostValues = 100;

const otherEmails = 'hs_additional_emails';

const standing: Readonly<Record<EntityObject, readonly string[]>> = {
  contact: ['email', otherEmails, 'associatedcompanyid', mergedIdsProperty],
  company: ['name', 'domain', 'website', companyKeyProperty, mergedIdsProperty],
};

export interface FindContext {
  readonly api: HubSpotApi;
  readonly calls: UpsertCalls;
  readonly account: Account;
}

/** By the id as it was given: a record also goes by the ids of those merged into it. @throws CrmError */
export async function readRecords(
  { api, account }: FindContext,
  object: EntityObject,
  ids: readonly string[],
  fields: readonly string[],
): Promise<Map<string, FoundRecord>> {
  const real = ids.filter(isHubSpotId);
  if (real.length === 0) return new Map();
  const type = object === 'contact' ? 'contacts' : 'companies';
  const properties = [...new Set([...standing[object], ...fields])];
  const objects = objectsOf(await api.readMany(type, real, properties));
  const byId = new Map<string, FoundRecord>();
  for (const one of objects) {
    const merged = listIn(one, mergedIdsProperty);
    for (const id of [...merged, one.id]) byId.set(id, toFound(account, object, one, properties));
  }
  return new Map(
    ids.flatMap((id) => {
      const record = byId.get(id);
      return record ? [[id, record] as const] : [];
    }),
  );
}

/** @throws CrmError */
export async function findContacts(
  { api, account }: FindContext,
  wanted: readonly Wanted[],
  fields: readonly string[],
): Promise<Map<string, Match>> {
  const emails = wanted.flatMap(({ identity }) => identity.email ?? []);
  const properties = [...new Set([...standing.contact, ...fields])];
  const objects = objectsOf(
    await api.readMany('contacts', emails, properties, { idProperty: 'email' }),
  );
  return new Map(
    wanted.map(({ key, identity: { email } }): [string, Match] => {
      const records = objects
        .filter((one) => email !== null && addressesOf(one).includes(email))
        .map((one) => toFound(account, 'contact', one, properties));
      return [key, { ok: true, by: 'email', records }];
    }),
  );
}

function addressesOf(contact: HubSpotObject): string[] {
  const all = [contact.properties.email ?? '', ...listIn(contact, otherEmails)];
  return all.map((address) => address.trim().toLowerCase());
}

/** @throws CrmError */
export async function findCompanies(
  { api, calls, account }: FindContext,
  wanted: readonly Wanted[],
  fields: readonly string[],
): Promise<{ readonly matches: Map<string, Match>; readonly hasKey: boolean }> {
  const properties = [...new Set([...standing.company, ...fields])];
  const keys = wanted.map(({ identity }) => companyKeyOf(identity));
  const ours = await readByKey(api, keys, properties);
  const byKey = new Map(ours?.map((one) => [one.properties[companyKeyProperty] ?? '', one]));
  const matches = new Map<string, Match>();
  for (const { key, identity } of wanted) {
    const own = byKey.get(companyKeyOf(identity));
    if (!own) continue;
    const records = [toFound(account, 'company', own, properties)];
    matches.set(key, { ok: true, by: 'key', records });
  }
  const others = wanted.filter(({ key }) => !matches.has(key));
  const domains = others.flatMap(({ identity: { domain } }) =>
    domain === null ? [] : [domain, `www.${domain}`],
  );
  const names = others.flatMap(({ identity: { name } }) => name?.toLowerCase() ?? []);
  const searched = [
    ...valueLists(domains).map((some) => ['domain', some] as const),
    ...valueLists(names).map((some) => ['name', some] as const),
  ];
  const pages = await Promise.all(
    searched.map(([property, some]) => calls.searchCompanies(property, some, properties)),
  );
  const found = [...new Map(pages.flat().map((one) => [one.id, one])).values()].map((one) =>
    toFound(account, 'company', one, properties),
  );
  for (const { key, identity } of others) matches.set(key, companyMatch(identity, found));
  return { matches, hasKey: ours !== null };
}

function valueLists(values: readonly string[]): string[][] {
  return chunksOfBytes(values, longestList, 1).flatMap((list) =>
    Array.from({ length: Math.ceil(list.length / mostValues) }, (_, at) =>
      list.slice(at * mostValues, (at + 1) * mostValues),
    ),
  );
}

/** What is not there is left out; whatever else stands in the way of a part hides what is there. */
function objectsOf({ objects, faults }: BatchAnswer): readonly HubSpotObject[] {
  const fault = faults.find(({ error }) => error.kind !== 'not_found');
  if (fault) throw fault.error;
  return objects;
}

function toFound(
  account: Account,
  object: EntityObject,
  { id, properties }: HubSpotObject,
  names: readonly string[],
): FoundRecord {
  const text = (name: string) => properties[name]?.trim() || null;
  const companyId = object === 'contact' ? text('associatedcompanyid') : null;
  return {
    ref: { object, id },
    url: recordUrl(account, object, id),
    values: Object.fromEntries(names.map((name) => [name, decodeValue(name, properties[name])])),
    email: object === 'contact' ? (text('email')?.toLowerCase() ?? null) : null,
    name: object === 'company' ? text('name') : null,
    domain: object === 'company' ? domainIn(text('domain') ?? text('website')) : null,
    companyId: companyId !== null && isHubSpotId(companyId) ? companyId : null,
  };
}

function listIn({ properties }: HubSpotObject, name: string): string[] {
  return properties[name]?.split(';').filter((part) => part !== '') ?? [];
}
