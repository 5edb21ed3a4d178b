/**
 * One organisation's ids in another one's hands: every route there is, asked by tenant B with whatever
 * names a thing of A's. The routes come from the server's own description, so one that is added without
 * a way to attack it fails here.
 */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { mintJwt } from '../../server/identity/jwt.ts';
import { readOutcomesOf } from '../../server/scoring/upkeep.ts';
import { Secret } from '../../server/secrets/secret.ts';
import { createApiToken } from '../../server/store/api-tokens.ts';
import type { Tenant } from '../../server/sync/service.ts';
import { bulkRequest } from '../../shared/contract/bulk.ts';
import { enrichRequest } from '../../shared/contract/v1.ts';
import { asCaller, signV3 } from '../sandbox/hubspot/signing.ts';
import { salesforceId } from '../sandbox/world/world.ts';
import { signApexCall } from '../support/apex-signing.ts';
import { databases } from '../support/databases.ts';
import { hubspotApp, hubspotUser } from '../support/served-house.ts';
import type { Operation } from './support/operations.ts';
import { openTarget, type Target } from './support/target.ts';

/** Stands in all that is A's and nowhere else. */
const marker = 'Quillonmark';
const portalOfB = 8_000_002;

interface Loot {
  readonly tenant: Tenant;
  readonly runId: string;
  readonly previewId: string;
  readonly actionId: string;
  readonly bulkId: string;
  readonly queueItemId: string;
  readonly cursors: { readonly audit: string; readonly sync: string; readonly queue: string };
  readonly ticket: string;
}

type Values = Readonly<Record<string, unknown>>;
interface Attempt {
  readonly path?: Values;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Values;
}

const contact = { object: 'contact', recordId: '1001' };
const user = salesforceId('user', '501');

/** How B asks for A's thing, by operation; null where a request names nothing of anybody's. */
function attempts(loot: Loot, orgId: string): Readonly<Record<string, Attempt | null>> {
  const { integrationId } = loot.tenant;
  const integration = { integrationId };
  const byId = { path: { id: integrationId } };
  const run = { path: { enrichmentId: loot.runId } };
  const preview = { path: { enrichmentId: loot.previewId } };
  const ofBulk = { path: { bulkId: loot.bulkId } };
  const ofQueue = { path: { itemId: loot.queueItemId } };
  const ofCard = (runId: string) => ({ path: { ...contact, runId } });
  const caller = { orgId, userId: user };
  const card = { ...caller, object: 'Contact', recordId: salesforceId('contact', '1001') };
  const entity = { entityType: 'company', entityId: marker, data: { name: 'Theirs' } };
  const ownProvider = {
    kind: 'oppspot-research',
    name: 'Theirs',
    url: 'https://facts.example/',
    secret: 'a-secret-of-theirs',
  };
  const mapping = { object: 'contact', oppspotField: 'summary', crmField: 'jobtitle' };
  return {
    getHealth: null,
    getReadiness: null,
    getMetrics: null,
    getApiDescription: null,
    startHubSpotInstall: null,
    startSalesforceConnect: null,
    finishHubSpotInstall: { query: { code: 'stolen', state: 'x'.repeat(43) } },
    finishSalesforceConnect: { query: { code: 'stolen', state: 'x'.repeat(43) } },
    // Whoever holds a ticket is told the organisation's name: that is what it is for.
    showConnectRequest: null,
    followConnectRequest: null,

    enrich: { body: { ...contact, mode: 'preview', refresh: true } },
    listEnrichments: { query: contact },
    getEnrichment: run,
    applyEnrichment: preview,
    discardEnrichment: preview,
    undoEnrichment: run,

    startBulkEnrichment: {
      body: { ...integration, object: 'contact', selection: { kind: 'bulk', bulkId: loot.bulkId } },
    },
    listBulkEnrichments: { query: integration },
    getBulkEnrichment: ofBulk,
    cancelBulkEnrichment: ofBulk,
    retryBulkEnrichment: ofBulk,
    undoBulkEnrichment: ofBulk,
    listQueue: { query: { ...integration, bulkId: loot.bulkId, cursor: loot.cursors.queue } },
    retryQueueItem: ofQueue,
    cancelQueueItem: ofQueue,

    listIntegrations: {},
    connectCrm: null,
    disconnectCrm: { query: integration },
    syncEntity: { body: { ...integration, entity } },
    syncEntities: { body: { ...integration, entities: [entity] } },
    listSyncs: { query: { ...integration, cursor: loot.cursors.sync } },
    listCrmFields: byId,
    readMappings: byId,
    saveMappings: { ...byId, body: { version: 'x', items: [mapping] } },
    readOwnProvider: byId,
    saveOwnProvider: { ...byId, body: ownProvider },
    removeOwnProvider: byId,
    readScoring: byId,
    changeScoring: { ...byId, body: { do: 'set-deal-probability', probability: 0.5 } },
    previewMappings: { ...byId, body: { ...contact, items: [mapping] } },
    listAuditEvents: { query: { ...integration, cursor: loot.cursors.audit } },
    readHeldRecord: { path: contact, query: integration },
    eraseRecord: { path: contact, body: { ...integration, suppress: true } },

    getCard: { path: contact },
    enrichFromCard: { path: contact, body: { mode: 'preview' } },
    watchFromCard: { ...ofCard(loot.runId), query: { seen: '0' } },
    applyFromCard: ofCard(loot.previewId),
    discardFromCard: ofCard(loot.previewId),
    undoFromCard: ofCard(loot.runId),
    createTaskFromCard: { ...ofCard(loot.runId), body: { actionId: loot.actionId } },
    getCardOwners: {},
    getHubSpotSettings: {},
    saveHubSpotSettings: null,
    repairHubSpotFields: {},
    listHubSpotFields: { query: { object: 'contact' } },
    readHubSpotMappings: {},
    saveHubSpotMappings: { body: { version: 'x', items: [mapping] } },
    previewHubSpotMappings: { body: { ...contact, items: [mapping] } },
    readHubSpotProvider: {},
    saveHubSpotProvider: { body: ownProvider },
    removeHubSpotProvider: {},
    readHubSpotScoring: {},
    changeHubSpotScoring: { body: { do: 'set-deal-probability', probability: 0.5 } },
    readHubSpotActivity: { query: { cursor: loot.cursors.audit } },
    listHubSpotBulkEnrichments: {},
    startHubSpotBulkEnrichment: {
      body: {
        object: 'contact',
        selection: { kind: 'list', listId: '1' },
        mode: 'preview',
        idempotencyKey: 'key-of-nobody',
      },
    },
    readHubSpotBulkEnrichment: ofBulk,
    cancelHubSpotBulkEnrichment: ofBulk,
    retryHubSpotBulkEnrichment: ofBulk,
    undoHubSpotBulkEnrichment: ofBulk,
    disconnectHubSpot: { body: { accountId: String(loot.tenant.integrationId) } },
    enrichInWorkflow: {
      body: {
        callbackId: 'ap-1',
        origin: { portalId: portalOfB, actionDefinitionId: 1, actionDefinitionVersion: 1 },
        context: { source: 'WORKFLOWS', workflowId: 1 },
        object: { objectId: 1001, objectType: 'CONTACT', properties: {} },
        inputFields: {},
      },
    },
    receiveWebhooks: null,

    readSalesforceCard: { body: card },
    readSalesforceOwners: { body: caller },
    enrichFromSalesforceCard: { body: { ...card, request: { mode: 'preview' } } },
    watchFromSalesforceCard: { body: { ...card, runId: loot.runId, seen: 0 } },
    applyFromSalesforceCard: { body: { ...card, runId: loot.previewId } },
    discardFromSalesforceCard: { body: { ...card, runId: loot.previewId } },
    undoFromSalesforceCard: { body: { ...card, runId: loot.runId } },
    taskFromSalesforceCard: {
      body: { ...card, runId: loot.runId, request: { actionId: loot.actionId } },
    },
    readSalesforceSettings: { body: caller },
    saveSalesforceSettings: null,
    checkSalesforceFields: { body: caller },
    readSalesforceFields: { body: caller },
    readSalesforceMappings: { body: caller },
    saveSalesforceMappings: { body: { ...caller, update: { version: 'x', items: [] } } },
    previewSalesforceMappings: { body: { ...card, items: [] } },
    readSalesforceScoring: { body: caller },
    changeSalesforceScoring: {
      body: { ...caller, change: { do: 'set-deal-probability', probability: 0.5 } },
    },
    readSalesforceActivity: { body: { ...caller, cursor: loot.cursors.audit } },
    disconnectSalesforce: null,
    eraseSalesforceRecords: {
      body: {
        ...caller,
        records: [{ object: 'Contact', recordId: salesforceId('contact', '1001') }],
      },
    },
    enrichSalesforceRecords: {
      body: {
        ...caller,
        batchId: randomUUID(),
        trigger: 'list',
        records: [{ object: 'Contact', recordId: salesforceId('contact', '1001') }],
      },
    },
  };
}

/** What A has, and B would like to have. */
async function plant(target: Target): Promise<Loot> {
  const { services, house, tokens, url } = target;
  const { tenant, hubspot } = house;
  hubspot.update('contacts', '1001', { jobtitle: marker });
  const enrichment = await services.sync.enrich(tenant, enrichRequest.parse(contact));
  const preview = await services.sync.enrich(
    tenant,
    enrichRequest.parse({ object: 'contact', recordId: '1002', mode: 'preview' }),
  );
  const bulk = await services.bulk.start(
    tenant,
    bulkRequest.parse({
      object: 'contact',
      selection: { kind: 'records', recordIds: ['1003', '1004'] },
    }),
    { origin: 'api', idempotencyKey: marker },
  );
  let ended = bulk;
  const patience = AbortSignal.timeout(60_000);
  for await (const now of services.bulk.watch(tenant, bulk.id, patience)) ended = now;
  expect(ended).toMatchObject({ state: 'completed', result: { written: 2 } });
  const { items } = await services.bulk.queue(tenant, { bulkId: bulk.id, limit: 1 });
  const actor = { kind: 'api-token', id: marker, source: 'api', ip: null } as const;
  const of = (entityId: string) => ({
    entityType: 'company' as const,
    entityId,
    skipEnrichment: true,
    priority: 'normal' as const,
    data: { name: `${marker} ${entityId}`, domain: `${entityId}.example` },
  });
  await services.entities.sync(tenant, actor, [of(marker), of(`${marker}-2`)]);
  const page = async (path: string) => {
    const response = await fetch(`${url}${path}`, {
      headers: { authorization: `Bearer ${tokens.admin}` },
    });
    const { nextCursor } = (await response.json()) as { nextCursor: string };
    expect(nextCursor).toEqual(expect.any(String));
    return nextCursor;
  };
  // A server that has just begun does it by itself, some time.
  await readOutcomesOf(services.scoringWork, tenant, new AbortController().signal);
  const ticket = await services.connections.issueTicket(tenant.organizationId, actor, {
    crm: 'hubspot',
  });
  return {
    tenant,
    runId: enrichment.id,
    previewId: preview.id,
    actionId: enrichment.nextActions[0]?.id ?? 'a1',
    bulkId: bulk.id,
    queueItemId: items[0]?.id ?? '',
    cursors: {
      audit: await page('/api/audit?limit=1'),
      sync: await page('/api/integrations/crm/sync?limit=1'),
      queue: await page('/api/v1/queue?limit=1'),
    },
    ticket: ticket.ticket,
  };
}

/** Every row of the organisation, as its owner sees it. */
async function rowsOf(target: Target, organizationId: string): Promise<Record<string, unknown[]>> {
  const { database } = target.house;
  const tables = await database.asOwner<{ name: string }>(
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'organization_id' order by 1`,
  );
  const all: Record<string, unknown[]> = {};
  for (const { name } of tables) {
    // Which minute a token was used last says nothing of its owner.
    const columns = name === 'api_tokens' ? 'id, revoked_at, role' : '*';
    all[name] = await database.asOwner(
      `select ${columns} from ${name} where organization_id = $1 order by 1, 2, 3`,
      [organizationId],
    );
  }
  return all;
}

async function connectB(target: Target) {
  const { services, house, secrets, tenant: inSalesforce } = target;
  house.hubspot.addToken({ token: 'token-of-b', scopes: 'all', portalId: portalOfB });
  const inHubSpot = await services.hubspot.connect({
    accessToken: 'token-of-b',
    baseUrl: house.hubspot.url,
    organizationName: 'B',
  });
  const apiToken = await house.database.withOrganization(inHubSpot.organizationId, (trx) =>
    createApiToken(trx, { ...inHubSpot, id: randomUUID(), name: 'b', role: 'admin' }),
  );
  const jwt = await mintJwt(
    new Secret(secrets.jwtSecret ?? ''),
    {
      userId: randomUUID(),
      organizationId: inHubSpot.organizationId,
      role: 'admin',
      audience: 'authenticated',
      issuer: null,
    },
    { now: new Date(), hours: 1 },
  );
  expect(inSalesforce.organizationId).not.toBe(house.tenant.organizationId);
  return { bearers: [apiToken, jwt] };
}

describe.each(databases)('another organisation, on $name', (kind) => {
  it('gets nothing of this one through any route, and changes nothing', {
    timeout: 180_000,
  }, async () => {
    const target = await openTarget(kind);
    const loot = await plant(target);
    const { bearers } = await connectB(target);
    const ways = attempts(loot, target.salesforce.orgId);
    const { operations } = target.description;
    // A route that is new has to be given a way to be attacked here.
    expect(operations.map(({ id }) => id).sort()).toEqual(Object.keys(ways).sort());

    const { organizationId } = loot.tenant;
    const before = await rowsOf(target, organizationId);
    expect(JSON.stringify(before)).toContain(marker);
    // Whoever may ask is told: what B is not told could be seen.
    const own = await fetch(`${target.url}/api/audit`, {
      headers: { authorization: `Bearer ${target.tokens.admin}` },
    });
    expect(await own.text()).toContain(marker);
    const written = target.house.hubspot.requests().length;
    const answers: string[] = [];
    for (const operation of operations) {
      const way = ways[operation.id];
      if (!way) continue;
      for (const bearer of operation.scheme === 'bearer' ? bearers : ['']) {
        const { status, text } = await ask(target, operation, way, bearer);
        answers.push(`${operation.id} ${status}`);
        expect(status, `${operation.id}: ${text.slice(0, 300)}`).toBeLessThan(500);
        expect(text, operation.id).not.toContain(marker);
        expect(text, operation.id).not.toContain(organizationId);
      }
    }
    // Whatever B set going by itself comes to its end.
    await target.services.inbound.drain();
    expect(await rowsOf(target, organizationId)).toEqual(before);
    const calls = target.house.hubspot.requests().slice(written);
    expect(calls.filter(({ portalId }) => portalId === target.house.hubspot.portalId)).toEqual([]);
    expect(answers.length).toBeGreaterThan(60);
  });

  it('is not reached by what a server does by itself for this one', {
    timeout: 120_000,
  }, async () => {
    const target = await openTarget(kind);
    const loot = await plant(target);
    await connectB(target);
    const before = await rowsOf(target, loot.tenant.organizationId);
    for (const chore of target.services.chores) await chore.work(new AbortController().signal);
    await target.services.sync.recover();
    await target.services.inbound.drain();
    expect(await rowsOf(target, loot.tenant.organizationId)).toEqual(before);
  });
});

async function ask(target: Target, operation: Operation, way: Attempt, bearer: string) {
  const { path: template, method, scheme } = operation;
  const path = template.replaceAll(/\{(\w+)\}/g, (_, key: string) =>
    encodeURIComponent(String(way.path?.[key])),
  );
  const query = new URLSearchParams(way.query).toString();
  const asked = query ? `${path}?${query}` : path;
  const body = way.body === undefined ? undefined : JSON.stringify(way.body);
  const proven = prove(target, { method, scheme, asked, body, bearer });
  const response = await fetch(`${target.url}${proven.target}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...proven.headers,
    },
    body,
  });
  return { status: response.status, text: await response.text() };
}

interface Question {
  readonly method: string;
  readonly scheme: Operation['scheme'];
  readonly asked: string;
  readonly body: string | undefined;
  readonly bearer: string;
}

/** B is who it says: everything is signed and authenticated as it should be. */
function prove(target: Target, { method, scheme, asked, body, bearer }: Question) {
  switch (scheme) {
    case 'none':
      return { target: asked, headers: {} };
    case 'bearer':
      return { target: asked, headers: { authorization: `Bearer ${bearer}` } };
    case 'salesforce':
      return {
        target: asked,
        headers: signApexCall(target.keys, { path: asked, body: body ?? '', now: Date.now() }),
      };
    default: {
      const plain = `${hubspotApp.baseUrl}${asked}`;
      const caller = { ...hubspotUser, ...hubspotApp, portalId: portalOfB };
      const url = scheme === 'hubspot-card' ? asCaller(plain, caller) : plain;
      return {
        target: url.slice(hubspotApp.baseUrl.length),
        headers: signV3({ method, url, body }, hubspotApp.clientSecret, Date.now()),
      };
    }
  }
}
