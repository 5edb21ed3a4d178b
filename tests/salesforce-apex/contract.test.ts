/** Apex is not executed here, so what it sends, reads and signs is held against the contract by its sources. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { salesforceRoutes } from '../../server/http/routes/salesforce/routes.ts';
import { cardError } from '../../shared/contract/answer.ts';
import {
  batchOutputs,
  batchResult,
  eraseAnswerItem,
  salesforceActivityCall,
  salesforceBatchCall,
  salesforceCaller,
  salesforceEnrichCall,
  salesforceEraseCall,
  salesforceFieldsCall,
  salesforceHeaders,
  salesforceMappingsPreviewCall,
  salesforceMappingsSaveCall,
  salesforceObject,
  salesforceSaveCall,
  salesforceScoringCall,
  salesforceTaskCall,
  salesforceWatchCall,
} from '../../shared/contract/salesforce.ts';
import { salesforceFields } from '../../shared/fields/salesforce.ts';
import { fakeSync } from '../http/support/fake-sync.ts';
import { noSalesforce } from '../support/no-salesforce.ts';
import {
  apexClass,
  askedPaths,
  callsOf,
  firstTexts,
  keysOf,
  numberOf,
  textsOf,
} from './support/apex.ts';

/** Added by the gateway to every call. */
const caller = new Set(Object.keys(salesforceCaller.shape));
const besidesCaller = (shape: object) => Object.keys(shape).filter((key) => !caller.has(key));

describe('what Apex signs', () => {
  it('is signed in its own tests with the vectors of the server’s tests, each of them', () => {
    const file = join(import.meta.dirname, '../salesforce-app/signature-vectors.json');
    const vectors = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>[];
    const signed = callsOf('OppSpotSignerTest', 'signature').map((parts) => parts.flatMap(textsOf));
    expect(signed).toEqual(
      vectors.map(({ signingKey, timestamp, nonce, method, path, body }) => [
        signingKey,
        timestamp,
        nonce,
        method,
        path,
        body,
      ]),
    );
    expect(firstTexts('OppSpotSignerTest', 'areEqual')).toEqual(
      vectors.map(({ signature }) => signature),
    );
  });

  it('is sent in the headers that the server reads', () => {
    expect(firstTexts('OppSpotHttpGateway', 'setHeader')).toEqual(
      expect.arrayContaining(Object.values(salesforceHeaders)),
    );
  });

  it('names the org and the user, and nobody else adds to a body', () => {
    expect(keysOf('OppSpotHttpGateway')).toEqual(caller);
  });
});

describe('what Apex sends', () => {
  it('names a record and a run as the card’s calls do', () => {
    const classes = ['OppSpotCardController', 'OppSpotCardService', 'OppSpotQuestion'];
    const sent = classes.flatMap((name) => [...keysOf(name)]);
    expect(new Set(sent)).toEqual(
      new Set(
        [salesforceEnrichCall, salesforceTaskCall, salesforceWatchCall].flatMap(({ shape }) =>
          besidesCaller(shape),
        ),
      ),
    );
  });

  it('names what the setup page sends as its calls do', () => {
    const sent = [...keysOf('OppSpotSetupController'), ...keysOf('OppSpotQuestion')];
    expect(new Set(sent)).toEqual(
      new Set(
        [
          salesforceSaveCall,
          salesforceFieldsCall,
          salesforceMappingsSaveCall,
          salesforceMappingsPreviewCall,
          salesforceActivityCall,
          salesforceScoringCall,
        ].flatMap(({ shape }) => besidesCaller(shape)),
      ),
    );
  });

  it('names the records of an erasure as the server reads them, as many as it takes', () => {
    const { records } = salesforceEraseCall.shape;
    expect(keysOf('OppSpotErasure')).toEqual(
      new Set(['records', ...Object.keys(records.element.shape)]),
    );
    const sent = {
      orgId: '00D000000000062EAA',
      userId: '005000000000001AAA',
      records: Array.from({ length: numberOf('OppSpotErasure', 'MAXIMUM') }, () => ({
        object: 'Lead',
        recordId: '00Q000000000001AAA',
        suppress: true,
      })),
    };
    expect(salesforceEraseCall.safeParse(sent).error).toBeUndefined();
  });

  it('names a batch and its records as the server reads them', () => {
    const { records } = salesforceBatchCall.shape;
    expect(keysOf('OppSpotBatch')).toEqual(
      new Set([...besidesCaller(salesforceBatchCall.shape), ...Object.keys(records.element.shape)]),
    );
  });

  it('is a batch that the server takes, at the largest and with the longest wait', () => {
    const mode = /previewOnly \? '(\w+)' : '(\w+)'/.exec(apexClass('OppSpotBatch').text) ?? [];
    const objects = textsOf(apexClass('OppSpotRecordSelector').tree);
    const triggers = [
      ...firstTexts('OppSpotFlowService', 'split'),
      ...apexClass('OppSpotListController').text.matchAll(/new OppSpotBatch\('(\w+)'/g),
    ].map((found) => (typeof found === 'string' ? found : found[1]));
    expect(mode.slice(1)).toHaveLength(2);
    expect(triggers).toHaveLength(2);
    for (const trigger of triggers) {
      const sent = {
        orgId: '00D000000000062EAA',
        userId: '005000000000001AAA',
        batchId: '6b2f1a54-51f2-4f0e-9d9d-2d1f6f6a7f10',
        trigger,
        waitMs: 1000 * numberOf('OppSpotFlowService', 'LONGEST_WAIT_SECONDS'),
        records: Array.from({ length: numberOf('OppSpotBatch', 'MAXIMUM') }, (_, index) => ({
          object: salesforceObject.options[index % 3],
          recordId: '003000000000001AAA',
          mode: mode[1 + (index % 2)],
          refresh: index % 2 === 0,
        })),
      };
      expect(salesforceBatchCall.safeParse(sent).error).toBeUndefined();
    }
    expect(new Set(objects)).toEqual(new Set([...salesforceObject.options, 'Name']));
  });

  it('goes to addresses that the server has, and to all of them', () => {
    const routes = salesforceRoutes({
      sync: fakeSync(),
      salesforce: noSalesforce,
    } as unknown as Parameters<typeof salesforceRoutes>[0]).map(({ path }) => path);
    const many = ['OppSpotBatch', 'OppSpotErasure'].flatMap((name) => firstTexts(name, 'post'));
    expect([...askedPaths(), ...many].sort()).toEqual([...routes].sort());
    expect(routes).toEqual(expect.arrayContaining(firstTexts('OppSpotPermissionCheck', 'post')));
  });
});

describe('what Apex reads', () => {
  it('is every output of a record in a batch', () => {
    const service = apexClass('OppSpotFlowService').text;
    const read = (from: string) =>
      new Set(
        [...service.matchAll(new RegExp(`${from}\\.get\\('(\\w+)'\\)`, 'g'))].map(([, k]) => k),
      );
    expect(read('found')).toEqual(new Set(Object.keys(batchOutputs.shape)));
    const told = Object.keys(batchResult.shape).filter((key) => key !== 'recordId');
    expect(read('result')).toEqual(new Set(told));
  });

  it('tells a Flow every state of an erasure that there is', () => {
    const [, words = ''] = /label='Status' description='([^']+)'/.exec(
      apexClass('OppSpotEraseAction').text,
    ) ?? [''];
    expect(new Set(words.split(/, | or /))).toEqual(
      new Set([...eraseAnswerItem.shape.state.options, 'queued']),
    );
  });

  it('tells a Flow every status that there is', () => {
    const [, words = ''] = /label='Status'\s+description='([^']+)'/.exec(
      apexClass('OppSpotEnrichAction').text,
    ) ?? [''];
    expect(new Set(words.split(/, | or /))).toEqual(
      new Set([...batchOutputs.shape.status.options, 'accepted', 'refused', 'queued']),
    );
  });

  it('refuses in the shape in which the server refuses', () => {
    expect(keysOf('OppSpotAnswer')).toEqual(
      new Set(['ok', 'data', 'error', ...Object.keys(cardError.shape)]),
    );
  });

  it('looks for every field that the package brings to an object', () => {
    const named = textsOf(apexClass('OppSpotPermissionCheck').tree).filter((text) =>
      text.endsWith('__c'),
    );
    expect(new Set(named)).toEqual(new Set(salesforceFields().map(({ apiName }) => apiName)));
  });
});
