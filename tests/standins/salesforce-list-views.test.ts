import { expect, it } from 'vitest';
import { column, soql, standin } from './salesforce-api.ts';

it('a list view tells the query behind it, and only for its own object', async () => {
  const { salesforce, api } = await standin();
  const where = "Department = 'Sales'";
  const id = salesforce.addListView({ object: 'Contact', label: 'Sales', where, mine: true });
  const { body } = await api('GET', `/sobjects/Contact/listviews/${id}/describe`);
  expect(body).toMatchObject({ id, sobjectType: 'Contact', scope: 'mine' });
  expect((await soql(api, body.query)).status).toBe(200);
  expect((await api('GET', `/sobjects/Account/listviews/${id}/describe`)).status).toBe(404);
});

it('a scope narrows a query to records of whoever asks', async () => {
  const { salesforce, api } = await standin();
  const [mine, other] = ['Mine', 'Other'].map((Name) => salesforce.create('Account', { Name }).id);
  const user = salesforce.create('User', {
    Username: 'o@vendor.example',
    LastName: 'Other',
    Email: 'o@vendor.example',
  }).id;
  salesforce.update('Account', other ?? '', { OwnerId: user });
  salesforce.update('Account', mine ?? '', { OwnerId: salesforce.userId });
  const scoped = (scope: string) =>
    column(api, `SELECT Id FROM Account USING SCOPE ${scope} ORDER BY Id`, 'Id');
  expect(await scoped('mine')).toEqual([mine]);
  expect(await scoped('everything')).toEqual([mine, other]);
  expect((await soql(api, 'SELECT Id FROM Account USING SCOPE elsewhere')).body).toMatchObject([
    { errorCode: 'MALFORMED_QUERY' },
  ]);
});

it('ids are ordered and compared with case', async () => {
  const { salesforce, api } = await standin();
  const ids = Array.from({ length: 70 }, (_, n) => {
    return salesforce.create('Account', { Name: `A${n}` }).id;
  });
  expect(await column(api, 'SELECT Id FROM Account ORDER BY Id', 'Id')).toEqual(ids);
  const after = await column(api, `SELECT Id FROM Account WHERE Id > '${ids[34]}'`, 'Id');
  expect(after).toEqual(ids.slice(35));
});

it('a query that is too long for an address is refused, as a part of a composite, too', async () => {
  const { api } = await standin();
  const long = `SELECT Id FROM Account WHERE Name IN (${Array(900).fill("'some name'").join(',')})`;
  const url = `/services/data/v68.0/query?q=${encodeURIComponent(long)}`;
  const request = { method: 'GET', url, referenceId: 'long' };
  const { body } = await api('POST', '/composite', { compositeRequest: [request] });
  expect(body.compositeResponse[0].httpStatusCode).toBe(414);
});
