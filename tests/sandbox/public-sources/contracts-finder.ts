/**
 * Contracts Finder: full-text search by POST, a release per notice.
 * https://www.contractsfinder.service.gov.uk/apidocumentation
 */
import type { PublicContract, WorldCompany } from '../world/types.ts';
import { type Answer, type Asked, empty, json } from './answer.ts';
import { uuid } from './identifiers.ts';

interface Criteria {
  readonly keyword?: string;
  readonly statuses?: readonly string[];
  readonly awardedFrom?: string;
}

export function createContractsFinder(
  companies: readonly WorldCompany[],
): (asked: Asked) => Answer {
  const contracts = new Map(
    companies.flatMap(({ awards }) => awards ?? []).map((contract) => [idOf(contract), contract]),
  );
  return (asked) => {
    if (asked.path === '/api/rest/2/search_notices/json') {
      // The search takes its question in a body, and a GET finds no such method.
      if (asked.body === undefined) return empty(405, { allow: 'POST' });
      return json(
        search(contracts, (JSON.parse(asked.body) as { searchCriteria?: Criteria }).searchCriteria),
      );
    }
    const id = /^\/Published\/Notice\/releases\/([0-9a-f-]+)\.json$/.exec(asked.path)?.[1] ?? '';
    const contract = contracts.get(id);
    return contract ? json(releasePackage(id, contract)) : empty(404);
  };
}

const idOf = ({ buyer, title }: PublicContract) => uuid(`${buyer} ${title}`);

function search(contracts: ReadonlyMap<string, PublicContract>, criteria: Criteria = {}) {
  const phrase = (criteria.keyword ?? '').replaceAll('"', '').toLowerCase();
  const found = [...contracts].filter(([, { suppliers, title, awardedOn }]) => {
    const said = [title, ...suppliers.map(({ name }) => name)].join(' ').toLowerCase();
    return said.includes(phrase) && awardedOn >= (criteria.awardedFrom ?? '');
  });
  return {
    hitCount: found.length,
    noticeList: found.map(([id, contract]) => ({
      score: 1.1,
      item: {
        id,
        parentId: null,
        noticeIdentifier: id.slice(0, 8),
        title: contract.title,
        description: contract.title,
        publishedDate: `${contract.awardedOn}T12:00:00+01:00`,
        awardedDate: `${contract.awardedOn}T00:00:00+01:00`,
        awardedValue: contract.amount,
        awardedSupplier: contract.suppliers.map(({ name }) => name).join(', '),
        noticeType: 'Contract',
        noticeStatus: 'Awarded',
        organisationName: contract.buyer,
      },
    })),
  };
}

function releasePackage(
  id: string,
  { buyer, title, amount, awardedOn, suppliers }: PublicContract,
) {
  const parties = suppliers.map(({ name, companyNumber }, index) => ({
    id: companyNumber ? `GB-COH-${companyNumber}` : `GB-CFS-${index + 1}`,
    name,
    identifier: {
      legalName: name,
      ...(companyNumber && { scheme: 'GB-COH', id: companyNumber }),
    },
    roles: ['supplier'],
  }));
  return {
    uri: `https://www.contractsfinder.service.gov.uk/Published/Notice/releases/${id}.json`,
    version: '1.1',
    license: 'http://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
    releases: [
      {
        ocid: `ocds-b5fd17-${id}`,
        id: `${id}-1`,
        language: 'en',
        date: `${awardedOn}T12:00:00Z`,
        tag: ['award'],
        initiationType: 'tender',
        buyer: { id: 'GB-CFS-9', name: buyer },
        tender: { id: id.slice(0, 8), title, status: 'complete' },
        parties: [
          { id: 'GB-CFS-9', name: buyer, identifier: { legalName: buyer }, roles: ['buyer'] },
          ...parties,
        ],
        awards: [
          {
            id: `${id}-1`,
            status: 'active',
            date: `${awardedOn}T00:00:00Z`,
            datePublished: `${awardedOn}T12:00:00Z`,
            ...(amount !== null && { value: { amount, currency: 'GBP' } }),
            suppliers: parties.map(({ id: supplier, name }) => ({ id: supplier, name })),
          },
        ],
      },
    ],
  };
}
