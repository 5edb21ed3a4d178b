import { describe, expect, it, onTestFinished } from 'vitest';
import { createApp } from '../../../server/http/app.ts';
import { createLogger } from '../../../server/http/logger.ts';
import { createMetrics } from '../../../server/http/metrics/metrics.ts';
import { startServer } from '../../../server/http/server.ts';
import { systemRuntime } from '../../../server/runtime.ts';
import { Secret } from '../../../server/secrets/secret.ts';
import { DatabaseUnavailable } from '../../../server/store/errors.ts';
import { fakeSync } from '../../http/support/fake-sync.ts';
import { sharedInbound } from '../../inbound/support/shared.ts';
import { executionsOf } from '../../inbound/support/workflow.ts';
import { signV1, signV2, signV3 } from '../../sandbox/hubspot/signing.ts';
import { contract, contractsPresent } from '../../support/contracts.ts';
import { databases } from '../../support/databases.ts';
import { noIntegrations } from '../../support/no-integrations.ts';
import { noSalesforce } from '../../support/no-salesforce.ts';
import { hubspotApp, openServedHouse, type ServedHouse } from '../../support/served-house.ts';

const path = '/hubspot/workflow-actions/enrich';
const secret = hubspotApp.clientSecret;

function executionOf(house: ServedHouse, more: Record<string, unknown> = {}): string {
  return JSON.stringify({
    callbackId: 'ap-1-2-3-0',
    origin: { portalId: house.hubspot.portalId, actionDefinitionId: 1 },
    context: { source: 'WORKFLOWS', workflowId: 5 },
    object: { objectId: 1001, objectType: 'CONTACT' },
    inputFields: {},
    ...more,
  });
}

const toSign = (body: string) => ({ method: 'POST', url: `${hubspotApp.baseUrl}${path}`, body });

function execute(house: ServedHouse, body: string): Promise<Response> {
  return house.send('POST', path, signV3(toSign(body), secret, Date.now()), body);
}

async function outputsOf(answer: Promise<Response>): Promise<Record<string, string>> {
  const response = await answer;
  expect(response.status).toBe(200);
  return ((await response.json()) as { outputFields: Record<string, string> }).outputFields;
}

const blocked = { hs_execution_state: 'BLOCK', hs_expiration_duration: 'P1D' };

describe.each(databases)('POST /hubspot/workflow-actions/enrich on $name', (each) => {
  const kind = sharedInbound(each);

  it('is protected: v3, or v2 where HubSpot sends no v3; any byte changed is refused', async () => {
    const house = await openServedHouse(kind);
    const body = executionOf(house);
    const changed = body.replace('1001', '1002');
    const v3 = signV3(toSign(body), secret, Date.now());
    const v2 = signV2(toSign(body), secret);
    const statusOf = async (headers: Record<string, string>, sent: string) =>
      (await house.send('POST', path, headers, sent)).status;

    expect(await statusOf({}, body)).toBe(401);
    expect(await statusOf(v3, changed)).toBe(401);
    expect(await statusOf(v2, changed)).toBe(401);
    expect(await statusOf(signV1(body, secret), body)).toBe(401);
    expect(await statusOf({ ...v2, ...signV3(toSign(body), 'other', Date.now()) }, body)).toBe(401);
    expect(await executionsOf(house)).toEqual([]);

    expect(await statusOf(v3, body)).toBe(200);
    expect(await statusOf(v2, body)).toBe(200);
    expect(await executionsOf(house)).toHaveLength(1);
  });

  it('keeps an execution before it says that the record waits, however often it is told', async () => {
    const house = await openServedHouse(kind);
    const body = executionOf(house);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => outputsOf(execute(house, body))),
    );
    expect(answers).toEqual(Array(5).fill(blocked));
    expect(await executionsOf(house)).toEqual([
      { callback_id: 'ap-1-2-3-0', outcome: null, error_code: null, attempts: 0, outputs: null },
    ]);
    expect(await house.runs()).toEqual([]);
  });

  it('tells a repeated execution the outputs once it has them, so that no record hangs', async () => {
    const house = await openServedHouse(kind);
    const body = executionOf(house);
    await execute(house, body);
    await house.services.inbound.drain();
    const outputs = await outputsOf(execute(house, body));
    expect(outputs).toMatchObject({
      hs_execution_state: 'SUCCESS',
      oppspot_status: 'completed',
      oppspot_score: expect.stringMatching(/^\d+$/),
    });
    expect(await executionsOf(house)).toHaveLength(1);
    expect(await house.runs()).toHaveLength(1);
  });

  it('lets the record go on at once where nothing can be enriched, and says why', async () => {
    const house = await openServedHouse(kind, {
      settings: { suppression: { recordIds: ['1002'] } },
    });
    const failing = async (more: Record<string, unknown>) =>
      outputsOf(execute(house, executionOf(house, more)));
    expect(await failing({ origin: { portalId: 1 } })).toMatchObject({
      hs_execution_state: 'FAIL_CONTINUE',
      oppspot_status: 'failed',
      oppspot_summary: expect.stringContaining('not connected'),
    });
    expect(await failing({ object: { objectId: 3001, objectType: 'DEAL' } })).toMatchObject({
      hs_execution_state: 'FAIL_CONTINUE',
      oppspot_status: 'failed',
      oppspot_summary: expect.stringContaining('contacts and companies'),
    });
    expect(await failing({ object: { objectId: 1002, objectType: 'CONTACT' } })).toMatchObject({
      hs_execution_state: 'FAIL_CONTINUE',
      oppspot_status: 'skipped',
      oppspot_summary: expect.stringContaining('suppression list'),
    });
    expect(await executionsOf(house)).toEqual([]);
  });

  it('keeps nothing for a callback that no call could lead to', async () => {
    const house = await openServedHouse(kind);
    for (const callbackId of ['', '.', '..', 'a\0b', '\ud800', 'a b', 'é', 'x'.repeat(501)]) {
      const response = await execute(house, executionOf(house, { callbackId }));
      expect(response.status).toBe(400);
    }
    expect(await executionsOf(house)).toEqual([]);
  });

  it('calls back under the very id that was given, whatever it holds', async () => {
    const house = await openServedHouse(kind);
    const callbackId = '../../x?a=b#c%2F..;"\\';
    await execute(house, executionOf(house, { callbackId }));
    house.hubspot.clearRequests();
    await house.services.inbound.drain();
    const calls = house.hubspot.requests().filter(({ path }) => path.startsWith('/automation'));
    expect(calls.map(({ path }) => path.split('/').slice(-2))).toEqual([
      [encodeURIComponent(callbackId), 'complete'],
    ]);
  });

  it('does not let a record wait for a callback that the account does not allow', async () => {
    const house = await openServedHouse(kind);
    await house.database.asOwner(
      `update crm_integrations set granted_scopes = '{oauth}' where id = $1`,
      [house.tenant.integrationId],
    );
    expect(await outputsOf(execute(house, executionOf(house)))).toMatchObject({
      hs_execution_state: 'FAIL_CONTINUE',
      oppspot_summary: expect.stringContaining('“automation”'),
    });
  });

  it('never takes another account’s execution for this one’s', async () => {
    const house = await openServedHouse(kind);
    const other = await openServedHouse(kind);
    await execute(house, executionOf(house));
    await execute(other, executionOf(other));
    expect(await executionsOf(house)).toHaveLength(1);
    expect(await executionsOf(other)).toHaveLength(1);
    const seen = await house.database.withOrganization(other.tenant.organizationId, (trx) =>
      trx.selectFrom('crm_sync_queue').select('integration_id').execute(),
    );
    expect(seen).toEqual([{ integration_id: other.tenant.integrationId }]);
  });

  it.each([
    ['no JSON', '{"callbackId":', 'invalid_json'],
    ['no execution', '{"hello":"world"}', 'invalid_request'],
    [
      'an id that is none',
      '{"callbackId":"a","origin":{"portalId":"x"},"object":{}}',
      'invalid_request',
    ],
  ])('refuses %s for good', async (_, body, code) => {
    const house = await openServedHouse(kind);
    const answer = await execute(house, body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code });
  });
});

interface Recorded {
  readonly id: string;
  readonly payload: {
    origin: { portalId: number };
    object: { objectId: number; objectType: string };
  };
}

describe.runIf(contractsPresent)('executions as others recorded them', () => {
  const recorded = contractsPresent
    ? contract<Recorded[]>('hubspot/workflow-action-executions.json')
    : [];
  const [pglite] = databases;
  if (!pglite) throw new Error('There is always PGlite.');
  const kind = sharedInbound(pglite);

  it.each(recorded)('are read: $id', async ({ payload }) => {
    const house = await openServedHouse(kind);
    const isOurs = payload.object.objectType !== 'DEAL';
    const elsewhere = await outputsOf(execute(house, JSON.stringify(payload)));
    expect(elsewhere.hs_execution_state).toBe('FAIL_CONTINUE');
    payload.origin.portalId = house.hubspot.portalId;
    const here = await outputsOf(execute(house, JSON.stringify(payload)));
    expect(here.hs_execution_state).toBe(isOurs ? 'BLOCK' : 'FAIL_CONTINUE');
  });
});

describe('a server whose database is down', () => {
  it('asks HubSpot to execute again, with the pause in milliseconds', async () => {
    const app = createApp({
      sync: fakeSync(),
      authenticate: async () => null,
      readiness: async () => ({ ok: false, checks: {} }),
      logger: createLogger({ level: 'silent' }),
      metrics: createMetrics({ process: false }),
      runtime: systemRuntime,
      hubspot: {
        clientSecret: new Secret(secret),
        appId: hubspotApp.appId,
        baseUrl: hubspotApp.baseUrl,
        tenantOf: () => Promise.reject(new DatabaseUnavailable(new Error('gone'))),
        settings: {
          read: never,
          owners: never,
          save: never,
          repair: never,
          requireAdministrator: never,
        },
        inbound: { acceptExecution: never, acceptBatch: never, acceptEvents: never },
      },
      salesforce: noSalesforce,
      ...noIntegrations,
      config: { publicBaseUrl: 'https://x.example', requestsPerMinute: 10, trustProxy: false },
    });
    const server = await startServer(app, { host: '127.0.0.1', port: 0 });
    onTestFinished(() => server.close());
    const body = JSON.stringify({
      callbackId: 'ap-1',
      origin: { portalId: 1 },
      object: { objectId: 1, objectType: 'CONTACT' },
    });
    const answer = await fetch(`${server.url}${path}`, {
      method: 'POST',
      headers: signV3(toSign(body), secret, Date.now()),
      body,
    });
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('5000');
  });
});

const never = () => Promise.reject(new Error('Not asked for.'));
