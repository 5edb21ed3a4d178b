import { describe, expect, it } from 'vitest';
import { databases } from '../support/databases.ts';
import { openHouse, sharedDatabase } from '../support/house.ts';

describe.each(databases)('many first runs at the same moment, on $name', (kind) => {
  const database = sharedDatabase(kind);

  it('create our fields in the portal once, not once each', async () => {
    const house = await openHouse(database, { provisioned: false });
    const contacts = Array.from({ length: 10 }, (_, index) => String(1001 + index));
    const results = await Promise.allSettled(
      contacts.map((recordId) => house.enrich({ object: 'contact', recordId })),
    );
    expect(results.map(({ status }) => status)).not.toContain('rejected');

    const toProperties = house.hubspot
      .requests()
      .filter(({ path }) => path.startsWith('/crm/properties/'));
    expect(toProperties.filter(({ status }) => status === 409)).toEqual([]);
    const lists = toProperties.filter(({ method }) => method === 'GET').map(({ path }) => path);
    expect(lists).toHaveLength(new Set(lists).size);
  });
});
