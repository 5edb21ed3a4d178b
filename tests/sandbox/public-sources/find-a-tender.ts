/**
 * Find a Tender: releases by the time they were published, with a cursor to the next page; it cannot be
 * asked for a supplier. https://www.find-tender.service.gov.uk/apidocumentation/1.0/GET-ocdsReleasePackages
 */
import type { PublicContract, WorldCompany } from '../world/types.ts';
import { type Answer, type Asked, empty, json } from './answer.ts';

const known = new Set(['limit', 'cursor', 'updatedFrom', 'updatedTo', 'stages']);
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/;

export function createFindATender(companies: readonly WorldCompany[]): (asked: Asked) => Answer {
  const contracts = companies
    .flatMap(({ tenders }) => tenders ?? [])
    .toSorted((a, b) => a.awardedOn.localeCompare(b.awardedOn));
  return ({ path, query }) => {
    if (path !== '/api/1.0/ocdsReleasePackages') return empty(404);
    for (const name of query.keys()) {
      if (!known.has(name)) return json({ message: `Unknown parameter ${name}` }, 400);
    }
    const from = query.get('updatedFrom') ?? '2021-01-01T00:00:00';
    const to = query.get('updatedTo') ?? '2999-01-01T00:00:00';
    if (!instant.test(from) || !instant.test(to)) return json({ message: 'Invalid date' }, 400);
    const limit = Math.min(100, Number(query.get('limit') ?? 100));
    const start = Number(Buffer.from(query.get('cursor') ?? '', 'base64').toString() || 0);
    const found = contracts.filter((contract) => {
      const at = `${contract.awardedOn}T12:00:00`;
      return at >= from && at < to;
    });
    const next = start + limit < found.length;
    const cursor = Buffer.from(String(start + limit)).toString('base64');
    return json({
      version: '1.1',
      license: 'http://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
      releases: found
        .slice(start, start + limit)
        .map((contract) => release(contract, contracts.indexOf(contract))),
      ...(next && {
        links: {
          next: `https://www.find-tender.service.gov.uk/api/1.0/ocdsReleasePackages?cursor=${encodeURIComponent(cursor)}`,
        },
      }),
    });
  };
}

function release(contract: PublicContract, index: number) {
  const { buyer, title, amount, awardedOn, suppliers } = contract;
  const parties = suppliers.map(({ name, companyNumber }, at) => ({
    id: `GB-PPON-SAND-${index}-${at}`,
    name,
    identifier: { scheme: 'GB-PPON', id: `SAND-${index}-${at}` },
    // The register's number stands beside the number that buyers know suppliers by.
    ...(companyNumber && { additionalIdentifiers: [{ scheme: 'GB-COH', id: companyNumber }] }),
    roles: ['supplier', 'tenderer'],
  }));
  return {
    ocid: `ocds-h6vhtk-${String(index).padStart(6, '0')}`,
    id: `${String(900_000 + index)}-${awardedOn.slice(0, 4)}`,
    tag: ['award', 'contract'],
    date: `${awardedOn}T12:00:00+00:00`,
    initiationType: 'tender',
    tender: { id: `T-${index}`, title, status: 'complete' },
    buyer: { id: 'GB-PPON-BUYER', name: buyer },
    parties: [{ id: 'GB-PPON-BUYER', name: buyer, roles: ['buyer'] }, ...parties],
    awards: [
      {
        id: '1',
        title,
        status: contract.isPending ? 'pending' : 'active',
        date: `${awardedOn}T00:00:00+00:00`,
        ...(amount !== null && { value: { amount, currency: 'GBP' } }),
        suppliers: parties.map(({ id, name }) => ({ id, name })),
      },
    ],
    language: 'en',
  };
}
