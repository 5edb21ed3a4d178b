import { describe, expect, it } from 'vitest';
import { cardAnswer } from '../../../shared/contract/answer.ts';
import { cardOwners } from '../../../shared/contract/card.ts';
import { databases } from '../../support/databases.ts';
import { sharedDatabase } from '../../support/house.ts';
import { openServedHouse } from '../../support/served-house.ts';

const path = '/hubspot/cards/owners';
const answered = async (response: Response) => cardAnswer(cardOwners).parse(await response.json());

describe.each(databases)('the names of owners on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('are for HubSpot alone', async () => {
    const house = await openServedHouse(shared);
    expect((await house.send('GET', path, {})).status).toBe(401);
    expect(house.hubspot.requests()).toEqual([]);
  });

  it('stand beside their ids, for one look at HubSpot however many cards ask', async () => {
    const house = await openServedHouse(shared);
    const answers = await Promise.all([1, 2, 3].map(() => house.card('GET', path)));
    for (const answer of answers) {
      expect(await answered(answer)).toMatchObject({
        ok: true,
        data: { owners: expect.arrayContaining([{ id: '71002', name: 'Tariq Osei' }]) },
      });
    }
    const asked = house.hubspot.requests().filter((request) => request.path.includes('/owners'));
    expect(asked).toHaveLength(1);
  });

  it('are left out where HubSpot does not tell', async () => {
    const house = await openServedHouse(shared);
    house.hubspot.fail({
      path: '/owners',
      times: 10,
      action: { kind: 'status', status: 403, message: 'no' },
    });
    expect(await answered(await house.card('GET', path))).toEqual({
      ok: true,
      data: { owners: [] },
    });
  });
});
