import type { ReadResult } from '../../connector.ts';
import { CrmError, isCrmError } from '../../errors.ts';
import type { HubSpotApi } from '../api.ts';
import type { HubSpotObject, HubSpotType } from '../api-types.ts';
import type { HubSpotRecordType } from '../fields.ts';
import { type Account, isHubSpotId } from '../links.ts';
import {
  companyProperties,
  dealProperties,
  mergedIdsProperty,
  recordProperties,
} from './properties.ts';
import { toRecord } from './record.ts';

export interface Reader {
  /**
   * One record costs at most three calls in two rounds (record with its deals' ids, then company and
   * deals side by side); a thousand cost ten for themselves, one for their deals' ids and one for
   * every hundred companies and deals, each read once. Deals are left out where the connection may not read them.
   * @throws CrmError when nothing could be read
   */
  read(
    object: HubSpotRecordType,
    ids: readonly string[],
    extraFields: readonly string[],
  ): Promise<Map<string, ReadResult>>;
}

interface Found {
  readonly objects: readonly HubSpotObject[];
  readonly dealIds: ReadonlyMap<string, readonly string[]>;
  /** Why records are missing, where it is not that they do not exist. */
  readonly error: CrmError | null;
}

export function createReader(api: HubSpotApi, account: Account): Reader {
  /** Set once HubSpot said that the connection may not see deals, so that it is asked only once. */
  let dealsForbidden = false;

  async function unlessForbidden<T>(read: () => Promise<T>, otherwise: T): Promise<T> {
    if (dealsForbidden) return otherwise;
    try {
      return await read();
    } catch (error) {
      if (!isCrmError(error) || error.kind !== 'missing_scope') throw error;
      dealsForbidden = true;
      return otherwise;
    }
  }

  async function findOne(type: HubSpotType, id: string, properties: string[]): Promise<Found> {
    const plain = () => api.readOne(type, id, properties);
    try {
      const found =
        (await unlessForbidden(() => api.readOne(type, id, properties, 'deals'), null)) ??
        (await plain());
      const dealIds = found.more
        ? await api.associatedIds(type, 'deals', [id])
        : new Map([[found.object.id, found.associatedIds]]);
      return { objects: [found.object], dealIds, error: null };
    } catch (error) {
      if (!isCrmError(error) || error.kind !== 'not_found') throw error;
      return { objects: [], dealIds: new Map(), error };
    }
  }

  async function findMany(type: HubSpotType, ids: string[], properties: string[]): Promise<Found> {
    const [answer, dealIds] = await Promise.all([
      api.readMany(type, ids, properties),
      unlessForbidden(() => api.associatedIds(type, 'deals', ids), new Map<string, string[]>()),
    ]);
    const fault = answer.faults.find(({ error }) => error.kind !== 'not_found');
    return { objects: answer.objects, dealIds, error: fault?.error ?? null };
  }

  async function readDeals(ids: readonly string[]): Promise<readonly HubSpotObject[]> {
    if (ids.length === 0) return [];
    const none: readonly HubSpotObject[] = [];
    return unlessForbidden(
      async () => (await api.readMany('deals', ids, dealProperties)).objects,
      none,
    );
  }

  async function readCompanies(ids: readonly string[]): Promise<readonly HubSpotObject[]> {
    if (ids.length === 0) return [];
    try {
      return (await api.readMany('companies', ids, companyProperties)).objects;
    } catch (error) {
      // Without the company scope the person's own fields still name the company.
      if (isCrmError(error) && error.kind === 'missing_scope') return [];
      throw error;
    }
  }

  return {
    async read(object, ids, extraFields) {
      const results = new Map<string, ReadResult>();
      const wanted = [...new Set(ids)].filter((id) => {
        if (isHubSpotId(id)) return true;
        results.set(id, { ok: false, error: notFound() });
        return false;
      });
      const [only] = wanted;
      if (only === undefined) return results;

      const type = object === 'contact' ? 'contacts' : 'companies';
      const properties = [...new Set([...recordProperties[object], ...extraFields])];
      const found =
        wanted.length === 1
          ? await findOne(type, only, properties)
          : await findMany(type, wanted, properties);

      const companyIds =
        object === 'contact' ? found.objects.map(companyIdOf).filter((id) => id !== null) : [];
      const dealIds = [...found.dealIds.values()].flat();
      const [companies, deals] = await Promise.all([readCompanies(companyIds), readDeals(dealIds)]);

      const companyById = new Map(companies.map((company) => [company.id, company]));
      const dealById = new Map(deals.map((deal) => [deal.id, deal]));
      const recordById = byEveryId(found.objects);
      for (const id of wanted) {
        const record = recordById.get(id);
        if (!record) {
          results.set(id, { ok: false, error: found.error ?? notFound() });
          continue;
        }
        const parts = {
          object,
          record,
          properties,
          company: companyById.get(companyIdOf(record) ?? '') ?? null,
          deals: (found.dealIds.get(record.id) ?? found.dealIds.get(id) ?? [])
            .map((id) => dealById.get(id))
            .filter((deal) => deal !== undefined),
        };
        results.set(id, { ok: true, record: toRecord(account, parts) });
      }
      return results;
    },
  };
}

/** The primary company; HubSpot keeps it in a property, so that no association has to be read. */
function companyIdOf(contact: HubSpotObject): string | null {
  const id = contact.properties.associatedcompanyid;
  return id && isHubSpotId(id) ? id : null;
}

/** A record also goes by the ids of those that were merged into it. */
function byEveryId(records: readonly HubSpotObject[]): Map<string, HubSpotObject> {
  const all = new Map<string, HubSpotObject>();
  for (const record of records) {
    const merged = record.properties[mergedIdsProperty]?.split(';') ?? [];
    for (const id of [...merged, record.id]) all.set(id, record);
  }
  return all;
}

export function notFound(): CrmError {
  return new CrmError(
    'not_found',
    'HubSpot does not have this record, or it was deleted. Check the record and try again.',
    { crmStatus: null },
  );
}
