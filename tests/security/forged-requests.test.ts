/** Every route of the description that wants to know who asks, asked by somebody who only says so. */
import { describe, expect, it } from 'vitest';
import { signApexCall } from '../support/apex-signing.ts';
import { databases } from '../support/databases.ts';
import { sharedDatabase } from '../support/house.ts';
import { type Forgery, forgeriesOf, type Honest, usedNonce } from './support/forgeries.ts';
import type { Operation } from './support/operations.ts';
import { openTarget, type Target } from './support/target.ts';
import { sendWire, type WireAnswer } from './support/wire.ts';

describe.each(databases)('forged requests on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('are refused by every route that asks who is there, and change nothing', async () => {
    const target = await openTarget(shared);
    const guarded = target.description.operations.filter(({ scheme }) => scheme !== 'none');
    expect(new Set(guarded.map(({ scheme }) => scheme)).size).toBe(4);
    // Or a route would refuse everybody, and the attacks would prove nothing.
    for (const operation of guarded) {
      const { honest, headers } = requestTo(target, operation);
      const { status } = await sendWire(target.url, { ...honest, headers });
      expect(status, nameOf(operation)).not.toBe(401);
    }
    await useNonce(target);
    await useJwt(target);
    const before = await traces(target);
    const talkedTo = () =>
      [...target.house.hubspot.requests(), ...target.salesforce.requests()].filter(
        (request) => !isChore(request),
      );
    target.house.hubspot.clearRequests();
    target.salesforce.clearRequests();

    const counts = new Map<Forgery['kind'], number>();
    const believed: string[] = [];
    for (const operation of guarded) {
      const { honest } = requestTo(target, operation);
      for (const { kind: how, name, request } of await forgeriesOf(
        target,
        operation.scheme,
        honest,
      )) {
        const answer = await sendWire(target.url, request);
        counts.set(how, (counts.get(how) ?? 0) + 1);
        if (!isRefusal(answer)) {
          believed.push(`${nameOf(operation)}: ${how}, ${name}: ${answer.status} ${answer.text}`);
        }
      }
    }
    console.info(`Forged requests refused on ${kind.name}:`, Object.fromEntries(counts));
    expect(believed).toEqual([]);
    expect(talkedTo()).toEqual([]);
    expect(await traces(target)).toEqual(before);
    for (const [name, secret] of Object.entries(target.secrets)) {
      expect(target.log().includes(secret), `${name} in the log`).toBe(false);
    }
  });
});

/** Once a minute the app looks at its own journal, for no account and whoever asks for what meanwhile. */
const isChore = ({ body }: { readonly body: unknown }) =>
  /grant_type=client_credentials&.*webhooks_journal/.test(String(body));

const nameOf = ({ method, path }: Operation) => `${method} ${path}`;

const isRefusal = ({ status, headers }: WireAnswer) =>
  status === 401 && String(headers['content-type']).startsWith('application/problem+json');

/** A request that gets in; what a handler makes of it is another matter. */
function requestTo(
  target: Target,
  operation: Operation,
): { readonly honest: Honest; readonly headers: Readonly<Record<string, string>> } {
  const path = operation.path
    .replace('{object}', 'contact')
    .replaceAll(/\{\w+\}/g, '00000000-0000-4000-8000-000000000000');
  const body = operation.method === 'GET' || operation.method === 'DELETE' ? undefined : '{}';
  const proven = target.prove(operation, path, body);
  return {
    honest: { method: operation.method, target: proven.target, body },
    headers: proven.headers,
  };
}

async function useNonce({ url, keys, description }: Target): Promise<void> {
  const operation = description.operations.find(({ scheme }) => scheme === 'salesforce');
  if (!operation) throw new Error('No route is asked by a Salesforce org.');
  const { method, path } = operation;
  const headers = signApexCall(keys, { path, body: '{}', now: Date.now(), nonce: usedNonce });
  const { status } = await sendWire(url, { method, target: path, headers, body: '{}' });
  expect(status).not.toBe(401);
}

/** Or its forgeries would be refused for another reason. */
async function useJwt({ url, tokens }: Target): Promise<void> {
  const headers = { authorization: `Bearer ${tokens.jwt}` };
  const { status } = await sendWire(url, {
    method: 'GET',
    target: '/api/integrations/crm/connect',
    headers,
  });
  expect(status).toBe(200);
}

/** How much there is of whatever a request leaves behind. */
async function traces({ house }: Target): Promise<unknown> {
  const [counted] = await house.database.asOwner(`select
    (select count(*) from crm_sync_logs) as runs,
    (select count(*) from audit_events) as events,
    (select count(*) from crm_sync_queue) as executions,
    (select count(*) from webhook_events) as webhooks,
    (select count(*) from oauth_attempts) as attempts,
    (select count(*) from crm_integrations where status = 'connected') as connections`);
  return counted;
}
