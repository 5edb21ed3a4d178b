/** Calls of Apex from the pages, answered as the package's Apex answers them. */
import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { salesforceHeaders, salesforceSignedText } from '../../shared/contract/salesforce.ts';
import { httpGateway } from '../sandbox/salesforce-ui/bridge/gateway.ts';
import { probePackage } from './support/probe-package.ts';
import {
  admin,
  heroId,
  keys,
  leadId,
  openUi,
  outsider,
  posted,
  rep,
  startProduct,
} from './support/ui.ts';

const state = 'OppSpotCardController.state';
const enrich = 'OppSpotCardController.enrich';

describe('the server that signs', () => {
  it('answers its own pages only', async () => {
    const product = await startProduct();
    const ui = await openUi({ appServer: product.url });
    const call = posted({ recordId: heroId });
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' },
    ];
    for (const headers of foreign) {
      for (const path of [`/apex/${state}`, '/data/flow', '/data/session']) {
        const response = await ui.ask(path, { ...call, headers: { ...call.headers, ...headers } });
        expect(response.status).toBe(403);
      }
    }
    expect(product.asked).toEqual([]);
  });

  it('is not reached by another name, which a site of its own could have taken', async () => {
    const { url } = await openUi();
    const { port } = new URL(url);
    const { request } = await import('node:http');
    const status = await new Promise((resolve, reject) => {
      request({ port, host: '127.0.0.1', headers: { host: `evil.example:${port}` } }, (answer) => {
        resolve(answer.statusCode);
        answer.resume();
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });
});

describe('a call of a component', () => {
  it('is signed with the org’s keys, names org and user, and is handed on as it came', async () => {
    const product = await startProduct((_asked, response) =>
      response.end('{"ok":true, "data":{"kept":"exactly"}}'),
    );
    const ui = await openUi({ appServer: product.url });
    const reply = await ui.apex(state, { recordId: heroId });
    expect(reply).toEqual({ returned: '{"ok":true, "data":{"kept":"exactly"}}' });
    const [asked] = product.asked;
    expect(asked?.body).toEqual({
      object: 'Contact',
      recordId: heroId,
      language: 'en_US',
      orgId: ui.salesforce.orgId,
      userId: rep.id,
    });
    const header = (name: string) => String(asked?.headers[name.toLowerCase()]);
    const signed = salesforceSignedText({
      timestamp: header(salesforceHeaders.timestamp),
      nonce: header(salesforceHeaders.nonce),
      method: 'POST',
      path: '/salesforce/card/state',
      bodySha256: createHash('sha256')
        .update(asked?.text ?? '')
        .digest('hex'),
    });
    expect(header('authorization')).toBe(`Bearer ${keys.apiKey}`);
    expect(header(salesforceHeaders.signature)).toBe(
      createHmac('sha256', Buffer.from(keys.signingKey, 'base64')).update(signed).digest('hex'),
    );
  });

  it('is of the user who sits at the pages', async () => {
    const product = await startProduct();
    const ui = await openUi({ appServer: product.url });
    await ui.apex(state, { recordId: heroId }, admin);
    expect(product.asked[0]?.body.userId).toBe(admin.id);
  });

  it('is asked for in the language of that user, and the setup page in none', async () => {
    const product = await startProduct();
    const german = { ...admin, language: 'de' };
    const ui = await openUi({ appServer: product.url, users: [german] });
    await ui.apex(state, { recordId: heroId }, german);
    await ui.apex('OppSpotSetupController.settings', {}, german);
    expect(product.asked.map(({ body }) => body.language)).toEqual(['de', undefined]);
  });

  it('is refused by the platform without a permission set that gives the class', async () => {
    const product = await startProduct();
    const ui = await openUi({ appServer: product.url });
    expect(await ui.apex(state, { recordId: heroId }, outsider)).toEqual({
      thrown: "You do not have access to the Apex class named 'OppSpotCardController'.",
    });
    expect(await ui.apex('OppSpotSetupController.settings', {}, rep)).toEqual({
      thrown: "You do not have access to the Apex class named 'OppSpotSetupController'.",
    });
    expect(product.asked).toEqual([]);
  });

  it('is refused by the platform with a value that is none of its parameter’s type', async () => {
    const ui = await openUi();
    expect(await ui.apex(state, { recordId: 'no id' })).toEqual({
      thrown: "Value provided is invalid for action parameter 'recordId' of type 'Id'",
    });
    expect(await ui.apex(state, { record: heroId })).toHaveProperty('thrown');
    expect(await ui.apex('OppSpotCardController.nothing')).toHaveProperty('thrown');
  });

  it('asks nothing about a record that the user may not see, that is gone, or is of another kind', async () => {
    const product = await startProduct();
    const hidden = { ...rep, permissions: { objects: { Contact: [] } } };
    const ui = await openUi({ appServer: product.url, users: [hidden] });
    ui.salesforce.delete('Lead', leadId);
    const [opportunity] = ui.salesforce.records('Opportunity');
    for (const [recordId, code] of [
      [heroId, 'no_access'],
      [leadId, 'no_access'],
      [opportunity?.id, 'unsupported_object'],
      [null, 'unsupported_object'],
    ]) {
      expect((await ui.answer(state, { recordId })).error).toMatchObject({
        code,
        retryable: false,
      });
    }
    expect(product.asked).toEqual([]);
  });

  it('changes nothing without the custom permission, and nothing that is switched off', async () => {
    const product = await startProduct();
    const onlyReads = probePackage();
    onlyReads.write(
      'permissionsets/OppSpot_User.permissionset-meta.xml',
      `<PermissionSet><classAccesses><apexClass>OppSpotCardController</apexClass><enabled>true</enabled></classAccesses>
<externalCredentialPrincipalAccesses><enabled>true</enabled><externalCredentialPrincipal>OppSpot_API-OrgPrincipal</externalCredentialPrincipal></externalCredentialPrincipalAccesses></PermissionSet>`,
    );
    const reader = await openUi({ appServer: product.url, packageRoot: onlyReads.root });
    const request = { recordId: heroId, request: '{}' };
    expect((await reader.answer(enrich, request)).error).toMatchObject({ code: 'no_permission' });
    expect((await reader.answer(state, { recordId: heroId })).ok).toBe(true);

    const switchedOff = probePackage();
    switchedOff.write(
      'customMetadata/OppSpot_Switch.Enrich_From_Card.md-meta.xml',
      '<CustomMetadata><values><field>Is_On__c</field><value xsi:type="xsd:boolean">false</value></values></CustomMetadata>',
    );
    const off = await openUi({ appServer: product.url, packageRoot: switchedOff.root });
    expect((await off.answer(enrich, request)).error).toMatchObject({
      code: 'switched_off',
      message: 'An admin has switched this way of enriching off.',
    });
    expect(product.asked.map(({ path }) => path)).toEqual(['/salesforce/card/state']);
  });

  it.each([
    [401, '', 'not_connected', null],
    [429, '{}', 'busy', 7_000],
    [503, '{}', 'busy', 7_000],
    [500, '{"ok":true}', 'unreachable', 5_000],
    [404, '{"ok":true}', 'unexpected', null],
    [200, 'no JSON', 'unexpected', null],
    [200, '{"status":"fine"}', 'unexpected', null],
  ])('says what an answer of %i %j means', async (status, body, code, retryAfterMs) => {
    const product = await startProduct((_asked, response) =>
      response.writeHead(status, { 'retry-after': '7' }).end(body),
    );
    const ui = await openUi({ appServer: product.url });
    const { error } = await ui.answer(state, { recordId: heroId });
    expect(error).toMatchObject({ code, retryAfterMs, retryable: retryAfterMs !== null });
    expect(error?.requestId).toBe(product.asked[0]?.headers['x-request-id']);
  });

  it('says so when nobody answers, when nobody answers in time, and when the org has no keys', async () => {
    const ui = await openUi();
    expect((await ui.answer(state, { recordId: heroId })).error?.code).toBe('unreachable');
    ui.salesforce.setOrgKeys(null);
    expect((await ui.answer(state, { recordId: heroId })).error?.code).toBe('not_connected');
    const silent = await startProduct(() => {});
    const gateway = httpGateway({
      appServer: silent.url,
      keys,
      grants: {
        classes: new Set(),
        customPermissions: new Set(),
        fields: new Set(),
        principals: new Set(['OppSpot_API-OrgPrincipal']),
      },
      orgId: ui.salesforce.orgId,
      userId: rep.id,
      requestId: 'r',
    });
    await expect(gateway.post('/salesforce/card/state', {}, 50)).rejects.toMatchObject({
      label: 'Apex_Timed_Out',
    });
  });
});

describe('the setup page', () => {
  it('is told what the user lacks', async () => {
    const product = await startProduct();
    const withoutTasks = { ...admin, permissions: { objects: { Task: ['read' as const] } } };
    const ui = await openUi({ appServer: product.url, users: [withoutTasks] });
    const { data } = await ui.answer('OppSpotSetupController.permissions');
    const { checks } = data as { checks: { name: string; granted: boolean; message: string }[] };
    expect(checks.filter(({ granted }) => !granted)).toEqual([
      { name: 'Task', granted: false, message: expect.stringContaining('Task') },
    ]);
    expect(checks.map(({ name }) => name)).toContain('Connection');
  });

  it('is told where the org is connected', async () => {
    const ui = await openUi({ users: [admin] });
    const { data } = await ui.answer('OppSpotSetupController.connectUrl');
    expect(data).toEqual({
      url: `https://smartsync-production.oppspot.example/oauth/salesforce/start?orgId=${ui.salesforce.orgId}`,
    });
  });

  it('is told the address of this machine where the product is there', async () => {
    const ui = await openUi({ users: [admin], appAddress: 'http://127.0.0.1:4000' });
    const { data } = await ui.answer('OppSpotSetupController.connectUrl');
    expect(data).toEqual({
      url: `http://127.0.0.1:4000/oauth/salesforce/start?orgId=${ui.salesforce.orgId}`,
    });
  });

  it('has the org forget its keys once the product has ended the connection, and not before', async () => {
    const product = await startProduct((_asked, response) =>
      response.end(
        product.asked.length === 1
          ? '{"ok":false,"error":{"code":"x","message":"Not now."}}'
          : '{"ok":true,"data":{}}',
      ),
    );
    const ui = await openUi({ appServer: product.url, users: [admin] });
    await ui.answer('OppSpotSetupController.disconnect');
    expect(ui.salesforce.orgKeys()).not.toBeNull();
    await ui.answer('OppSpotSetupController.disconnect');
    expect(ui.salesforce.orgKeys()).toBeNull();
  });

  it('tries mappings only on records that the user may see', async () => {
    const product = await startProduct();
    const blind = { ...admin, permissions: { objects: { Contact: [] } } };
    const ui = await openUi({ appServer: product.url, users: [blind] });
    const given = { recordId: heroId, items: '[]' };
    const { error } = await ui.answer('OppSpotSetupController.previewMappings', given);
    expect(error?.code).toBe('no_access');
    expect(product.asked).toEqual([]);
  });
});
