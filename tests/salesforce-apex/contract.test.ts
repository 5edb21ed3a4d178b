/** Apex is not executed here, so what it sends and signs is held against the contract by its text. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { signatureOf } from '../../server/crm/salesforce/apex-signature.ts';
import { salesforceRoutes } from '../../server/http/routes/salesforce/routes.ts';
import { cardError } from '../../shared/contract/answer.ts';
import {
  batchOutputs,
  salesforceBatchCall,
  salesforceCaller,
  salesforceHeaders,
  salesforceSaveCall,
  salesforceTaskCall,
  salesforceWatchCall,
} from '../../shared/contract/salesforce.ts';
import { fakeSync } from '../http/support/fake-sync.ts';
import { noSalesforce } from '../support/no-salesforce.ts';

const folder = join(import.meta.dirname, '../../salesforce-package/force-app/main/default/classes');
const sourceOf = (name: string) => readFileSync(join(folder, `${name}.cls`), 'utf8');

/** The keys of `'key' => value` in a class, and of `put('key', …)`. */
function keysIn(source: string): Set<string> {
  const found = source.matchAll(/'(\w+)' =>|\.put\('(\w+)'/g);
  return new Set([...found].map(([, entry, put]) => entry ?? put ?? ''));
}

describe('what Apex signs', () => {
  it('is what the server expects, by the vector in its own test', () => {
    const texts = [...sourceOf('OppSpotSignerTest').matchAll(/'((?:[^'\\]|\\.)+)'/g)].map(
      ([, text]) => text ?? '',
    );
    const [signingKey, timestamp, nonce, method, path, body, signature] = texts;
    const call = { timestamp, nonce, method, path, body: Buffer.from(body ?? '', 'utf8') };
    expect(signatureOf(signingKey ?? '', call as Parameters<typeof signatureOf>[1])).toBe(
      signature,
    );
  });

  it('is sent in the headers the server reads', () => {
    const gateway = sourceOf('OppSpotHttpGateway');
    for (const header of Object.values(salesforceHeaders)) expect(gateway).toContain(`'${header}'`);
    const keys = keysIn(gateway);
    for (const key of Object.keys(salesforceCaller.shape)) expect(keys).toContain(key);
  });
});

describe('what Apex sends', () => {
  const caller = Object.keys(salesforceCaller.shape);
  const withoutCaller = (shape: object) =>
    Object.keys(shape).filter((key) => !caller.includes(key));

  it('names a record and a run as the card’s calls do', () => {
    const keys = keysIn(sourceOf('OppSpotCardController') + sourceOf('OppSpotCardService'));
    const wanted = new Set([
      ...withoutCaller(salesforceTaskCall.shape),
      ...withoutCaller(salesforceWatchCall.shape),
      'request',
    ]);
    expect(keys).toEqual(wanted);
  });

  it('names the settings as the setup’s calls do', () => {
    const keys = keysIn(sourceOf('OppSpotSetupController'));
    for (const key of withoutCaller(salesforceSaveCall.shape)) expect(keys).toContain(key);
  });

  it('names a batch and its records as the server reads them', () => {
    const { records } = salesforceBatchCall.shape;
    expect(keysIn(sourceOf('OppSpotBatch'))).toEqual(
      new Set([...withoutCaller(salesforceBatchCall.shape), ...Object.keys(records.element.shape)]),
    );
  });

  it('reads every output of a batch', () => {
    const read = [...sourceOf('OppSpotEnrichAction').matchAll(/found\.get\('(\w+)'\)/g)];
    expect(new Set(read.map(([, key]) => key))).toEqual(new Set(Object.keys(batchOutputs.shape)));
  });

  it('refuses in the shape in which the server refuses', () => {
    const keys = keysIn(sourceOf('OppSpotAnswer'));
    for (const key of Object.keys(cardError.shape)) expect(keys).toContain(key);
  });

  it('goes to addresses that the server has', () => {
    const routes = salesforceRoutes({
      sync: fakeSync(),
      salesforce: noSalesforce,
    } as unknown as Parameters<typeof salesforceRoutes>[0]).map(({ path }) => path);
    const actions = [
      ...sourceOf('OppSpotCardController').matchAll(/(?:answer|onRun)\('(\w+)'/g),
    ].map(([, action]) => `/salesforce/card/${action}`);
    const settings = [...sourceOf('OppSpotSetupController').matchAll(/answer\('(\w+)'/g)].map(
      ([, action]) => `/salesforce/settings/${action}`,
    );
    expect(actions).toHaveLength(7);
    expect(
      new Set([...actions, '/salesforce/card/owners', ...settings, '/salesforce/batch']),
    ).toEqual(new Set(routes));
  });
});

describe('the classes', () => {
  const names = readdirSync(folder).filter((name) => name.endsWith('.cls'));

  it.each(names)('%s shows subscribers nothing, logs nothing and asks as the user', (name) => {
    const source = readFileSync(join(folder, name), 'utf8');
    expect(source).not.toMatch(/\bglobal\b|without sharing|SECURITY_ENFORCED|System\.debug/);
  });
});
