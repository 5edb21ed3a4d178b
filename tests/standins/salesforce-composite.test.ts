import { describe, expect, it } from 'vitest';
import { type Api, standin } from './salesforce-api.ts';

const sobjects = '/services/data/v68.0/sobjects';

const post = (referenceId: string, type: string, body: Record<string, unknown>) => ({
  method: 'POST',
  url: `${sobjects}/${type}`,
  referenceId,
  body,
});

const acme = post('acme', 'Account', { Name: 'Acme' });
const ann = post('ann', 'Contact', { LastName: 'Lee', AccountId: '@{acme.id}' });
const bad = post('bad', 'Contact', {});

const halted = [
  {
    errorCode: 'PROCESSING_HALTED',
    message:
      'The transaction was rolled back since another operation in the same transaction failed.',
  },
];

const missing = [
  {
    message: 'Required fields are missing: [LastName]',
    errorCode: 'REQUIRED_FIELD_MISSING',
    fields: ['LastName'],
  },
];

async function composite(api: Api, compositeRequest: readonly unknown[], allOrNone = false) {
  const { status, body } = await api('POST', '/composite', { allOrNone, compositeRequest });
  expect(status).toBe(200);
  return body.compositeResponse;
}

describe('a composite call', () => {
  it('is one call whose parts refer to each other, also into queries', async () => {
    const { salesforce, api } = await standin();
    const query = "SELECT Id FROM Contact WHERE Account.Name = 'Acme'";
    const parts = await composite(api, [
      acme,
      ann,
      {
        method: 'GET',
        url: `/services/data/v68.0/query/?q=${query}`,
        referenceId: 'found',
      },
      {
        method: 'PATCH',
        url: `${sobjects}/Contact/@{found.records[0].Id}`,
        referenceId: 'phone',
        body: { Phone: '@{acme.success}', Description: 'Of @{acme.id}' },
      },
    ]);
    expect(parts).toMatchObject([
      {
        httpStatusCode: 201,
        referenceId: 'acme',
        httpHeaders: { Location: expect.stringContaining('/sobjects/Account/001') },
        body: { success: true },
      },
      { httpStatusCode: 201, referenceId: 'ann' },
      { httpStatusCode: 200, body: { totalSize: 1 } },
      { httpStatusCode: 400, body: [{ errorCode: 'JSON_PARSER_ERROR' }] },
    ]);
    expect(salesforce.records('Contact')[0]?.values.AccountId).toBe(parts[0].body.id);
    expect(salesforce.requests()).toHaveLength(1);
  });

  it('goes on after a failure, apart from what refers to it', async () => {
    const { salesforce, api } = await standin();
    const follower = post('task', 'Task', { Subject: 'Call', WhoId: '@{bad.id}' });
    const parts = await composite(api, [acme, bad, follower, ann]);
    expect(parts.map((part: { httpStatusCode: number }) => part.httpStatusCode)).toEqual([
      201, 400, 400, 201,
    ]);
    expect(parts[1].body).toEqual(missing);
    expect(parts[2].body).toEqual([
      {
        errorCode: 'PROCESSING_HALTED',
        message: 'Invalid reference specified. No value for bad.id found in bad',
      },
    ]);
    expect(salesforce.records('Contact')).toHaveLength(1);
  });

  it('with allOrNone leaves nothing when one part fails', async () => {
    const { salesforce, api } = await standin();
    const parts = await composite(api, [acme, bad, ann], true);
    expect(parts.map((part: { body: unknown }) => part.body)).toEqual([halted, missing, halted]);
    expect(salesforce.records('Account')).toEqual([]);
  });

  it.each([
    ['25 parts', Array.from({ length: 26 }, (_, n) => post(`r${n}`, 'Account', { Name: 'A' }))],
    [
      '5 queries',
      Array.from({ length: 6 }, (_, n) => ({
        method: 'GET',
        url: '/services/data/v68.0/query?q=SELECT+Id+FROM+Account',
        referenceId: `q${n}`,
      })),
    ],
  ])('takes %s and no more', async (_, compositeRequest) => {
    const { salesforce, api } = await standin();
    const send = (list: unknown[]) => api('POST', '/composite', { compositeRequest: list });
    expect(await send(compositeRequest)).toMatchObject({
      status: 400,
      body: [{ errorCode: 'LIMIT_EXCEEDED' }],
    });
    expect(salesforce.records('Account')).toEqual([]);
    expect((await send(compositeRequest.slice(1))).status).toBe(200);
  });

  it.each([
    ['twice the same name', [acme, acme], 'Duplicate referenceId: acme'],
    [
      'a name with a dash',
      [{ ...acme, referenceId: 'a-b' }],
      "Provided referenceId ('a-b') must start with a letter or a number, and it can contain only letters, numbers and underscores ('_').",
    ],
  ])('refuses %s', async (_, compositeRequest, message) => {
    const { api } = await standin();
    expect(await api('POST', '/composite', { compositeRequest })).toMatchObject({
      status: 400,
      body: [{ message }],
    });
  });

  it('does not nest', async () => {
    const { api } = await standin();
    const inner = { method: 'POST', url: '/services/data/v68.0/composite', referenceId: 'inner' };
    const [part] = await composite(api, [inner]);
    expect(part.httpStatusCode).toBe(400);
  });

  it('takes a collection as a part', async () => {
    const { salesforce, api } = await standin();
    const records = ['A', 'B'].map((Name) => ({ attributes: { type: 'Account' }, Name }));
    const [part] = await composite(api, [
      {
        method: 'POST',
        url: '/services/data/v68.0/composite/sobjects',
        referenceId: 'many',
        body: { records },
      },
    ]);
    expect(part.body).toMatchObject([{ success: true }, { success: true }]);
    expect(salesforce.records('Account')).toHaveLength(2);
  });
});

describe('a batch', () => {
  it('is several calls, each of which counts', async () => {
    const { api } = await standin();
    const batchRequests = [
      { method: 'POST', url: 'v68.0/sobjects/Account', richInput: { Name: 'Acme' } },
      { method: 'GET', url: 'v68.0/sobjects/Foo' },
      { method: 'GET', url: 'v68.0/limits' },
    ];
    const { body, headers } = await api('POST', '/composite/batch', { batchRequests });
    expect(body).toMatchObject({
      hasErrors: true,
      results: [
        { statusCode: 201, result: { success: true } },
        { statusCode: 404, result: [{ errorCode: 'NOT_FOUND' }] },
        { statusCode: 200 },
      ],
    });
    expect(headers.get('Sforce-Limit-Info')).toBe('api-usage=3/100000');
    const one = await api('POST', '/composite/batch', { batchRequests: batchRequests.slice(2) });
    expect(one.headers.get('Sforce-Limit-Info')).toBe('api-usage=4/100000');
    const stopped = await api('POST', '/composite/batch', { haltOnError: true, batchRequests });
    expect(stopped.body.results[2]).toMatchObject({
      statusCode: 412,
      result: [{ errorCode: 'BATCH_PROCESSING_HALTED' }],
    });
  });
});

describe('a composite graph', () => {
  const send = (api: Api, graphs: unknown[]) => api('POST', '/composite/graph', { graphs });
  const graph = (graphId: string, ...compositeRequest: unknown[]) => ({
    graphId,
    compositeRequest,
  });

  it('does each graph wholly or not at all, whatever becomes of the others', async () => {
    const { salesforce, api } = await standin();
    const { status, body } = await send(api, [graph('1', acme, ann), graph('2', acme, bad)]);
    expect(status).toBe(200);
    expect(body.graphs).toMatchObject([
      {
        graphId: '1',
        isSuccessful: true,
        graphResponse: { compositeResponse: [{ httpStatusCode: 201 }, { httpStatusCode: 201 }] },
      },
      {
        graphId: '2',
        isSuccessful: false,
        graphResponse: { compositeResponse: [{ body: halted }, { body: missing }] },
      },
    ]);
    expect(salesforce.records('Account')).toHaveLength(1);
  });

  it('halts the rest after 14 failures', async () => {
    const { salesforce, api } = await standin();
    const failing = Array.from({ length: 14 }, (_, n) => graph(String(n), bad));
    const { body } = await send(api, [...failing, graph('last', acme)]);
    expect(body.graphs.at(-1)).toMatchObject({
      isSuccessful: false,
      graphResponse: { compositeResponse: [{ body: halted }] },
    });
    expect(salesforce.records('Account')).toEqual([]);
  });

  const many = (count: number) =>
    Array.from({ length: count }, (_, n) => post(`r${n}`, 'Account', { Name: 'A' }));
  const chain = (length: number) =>
    Array.from({ length }, (_, n) =>
      post(
        `r${n}`,
        'Account',
        n === 0 ? { Name: 'A' } : { Name: 'A', ParentId: `@{r${n - 1}.id}` },
      ),
    );

  it.each([
    ['500 nodes', [graph('1', ...many(251)), graph('2', ...many(250))], 'nodes'],
    ['75 graphs', Array.from({ length: 76 }, (_, n) => graph(String(n), acme)), 'graphs'],
    ['15 levels', [graph('1', ...chain(16))], 'levels'],
    [
      '15 kinds of nodes',
      [graph('1', ...Array.from({ length: 16 }, (_, n) => post(`r${n}`, `Kind${n}__c`, {})))],
      'different nodes',
    ],
  ])('takes %s and no more', async (_, graphs, what) => {
    const { salesforce, api } = await standin();
    const { status, body } = await send(api, graphs);
    expect(status).toBe(400);
    expect(body[0]).toMatchObject({
      errorCode: 'LIMIT_EXCEEDED',
      message: expect.stringContaining(what),
    });
    expect(salesforce.records('Account')).toEqual([]);
  });

  it('takes 500 nodes in chains of 15', async () => {
    const { api } = await standin();
    const { body } = await send(api, [graph('1', ...chain(15)), graph('2', ...many(485))]);
    expect(body.graphs).toMatchObject([{ isSuccessful: true }, { isSuccessful: true }]);
  });

  it('came with API 50', async () => {
    const { api } = await standin();
    const old = await api('POST', '/services/data/v49.0/composite/graph', { graphs: [] });
    expect(old.status).toBe(404);
  });
});
