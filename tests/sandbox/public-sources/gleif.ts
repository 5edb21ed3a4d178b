/**
 * GLEIF's API: JSON:API, filters in brackets, sixty requests a minute.
 * https://www.gleif.org/en/lei-data/gleif-api
 */
import type { LegalEntity, WorldCompany } from '../world/types.ts';
import { type Answer, type Asked, empty, json } from './answer.ts';
import { slidingWindow } from './sliding-window.ts';

const allowed = new Set([
  'filter[entity.legalName]',
  'filter[entity.registeredAs]',
  'filter[lei]',
  'page[size]',
  'page[number]',
]);

export function createGleif(
  companies: readonly WorldCompany[],
  clock: () => number,
): (asked: Asked) => Answer {
  const entities = companies.flatMap(({ legalEntity: own }) =>
    [own, own?.directParent, own?.ultimateParent].filter((entity) => entity !== undefined),
  );
  const within = slidingWindow(60, 60_000, clock);
  return (asked) => {
    if (!within()) return empty(429, { 'retry-after': '60' });
    const [, api, version, records, lei, relation] = asked.path.split('/');
    if (api !== 'api' || version !== 'v1' || records !== 'lei-records') return empty(404);
    if (lei) {
      const entity = entities.find((other) => other.lei === lei);
      if (!entity) return problem(404, 'Not Found');
      if (!relation) return oneRecord(entity);
      const parent = relation === 'direct-parent' ? entity.directParent : entity.ultimateParent;
      return parent ? oneRecord(parent) : problem(404, 'Not Found');
    }
    for (const name of asked.query.keys()) {
      if (!allowed.has(name)) return problem(400, 'Filter should contain only allowed values');
    }
    const name = asked.query.get('filter[entity.legalName]')?.toLowerCase();
    const number = asked.query.get('filter[entity.registeredAs]');
    const found = entities.filter(
      (entity) =>
        (!name || entity.name.toLowerCase().includes(name)) &&
        (!number || entity.registeredAs === number),
    );
    return {
      ...json({ meta: { pagination: { total: found.length } }, data: found.map(record) }),
      ...media,
    };
  };
}

const media = { headers: { 'content-type': 'application/vnd.api+json' } };

const oneRecord = (entity: LegalEntity): Answer => ({
  ...json({ data: record(entity) }),
  ...media,
});

const problem = (status: number, title: string): Answer => ({
  ...json({ errors: [{ status: String(status), title }] }, status),
  ...media,
});

function record(entity: LegalEntity) {
  const self = `https://api.gleif.org/api/v1/lei-records/${entity.lei}`;
  const address = {
    language: 'en',
    addressLines: ['1 Invented Street'],
    city: entity.city,
    region: null,
    country: entity.country,
    postalCode: null,
  };
  const relation = (
    name: 'direct-parent' | 'ultimate-parent',
    parent: LegalEntity | undefined,
  ) => ({
    links: parent
      ? { 'relationship-record': `${self}/${name}-relationship`, 'lei-record': `${self}/${name}` }
      : { 'reporting-exception': `${self}/${name}-reporting-exception` },
  });
  return {
    type: 'lei-records',
    id: entity.lei,
    attributes: {
      lei: entity.lei,
      entity: {
        legalName: { name: entity.name, language: 'en' },
        otherNames: [],
        transliteratedOtherNames: [],
        legalAddress: address,
        headquartersAddress: address,
        registeredAt: { id: entity.country === 'GB' ? 'RA000585' : 'RA999999', other: null },
        registeredAs: entity.registeredAs,
        jurisdiction: entity.country,
        category: 'GENERAL',
        legalForm: { id: 'H0PO', other: null },
        status: 'ACTIVE',
        creationDate: null,
      },
      registration: {
        initialRegistrationDate: '2019-03-04T00:00:00Z',
        lastUpdateDate: '2026-03-02T00:00:00Z',
        status: 'ISSUED',
      },
    },
    relationships: {
      'direct-parent': relation('direct-parent', entity.directParent),
      'ultimate-parent': relation('ultimate-parent', entity.ultimateParent),
    },
    links: { self },
  };
}
