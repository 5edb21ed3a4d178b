/** What stands in for the package's Apex is held against its sources, so that the two cannot drift. */
import {
  ClassBodyDeclarationContext,
  FormalParameterContext,
  MapCreatorRestPairContext,
  MethodCallContext,
  MethodDeclarationContext,
} from '@apexdevtools/apex-parser';
import { describe, expect, it } from 'vitest';
import { isAnnotated, nodes } from '../../salesforce-package/checks/apex/source.ts';
import {
  apexClass,
  askedPaths,
  callsOf,
  firstTexts,
  keysOf,
  numberOf,
  textsOf,
} from '../salesforce-apex/support/apex.ts';
import { apexMethods } from '../sandbox/salesforce-ui/bridge/bridge.ts';
import { cardTimeoutMs } from '../sandbox/salesforce-ui/bridge/card.ts';
import { batchGraceMs, mostRecords } from '../sandbox/salesforce-ui/bridge/enrich-action.ts';
import { checkTimeoutMs } from '../sandbox/salesforce-ui/bridge/permission-checks.ts';
import { foreseenProblems } from '../sandbox/salesforce-ui/bridge/problem.ts';
import { setupTimeoutMs } from '../sandbox/salesforce-ui/bridge/setup.ts';
import { admin, heroId, openUi, posted, startProduct } from './support/ui.ts';

const controllers = ['OppSpotCardController', 'OppSpotSetupController'] as const;

/** `Class.method` with the types and names of its parameters, for each that components may call. */
function methodsOfApex(): string[] {
  return controllers.flatMap((name) =>
    [...nodes(ClassBodyDeclarationContext, apexClass(name).tree)]
      .filter((declared) => isAnnotated(declared.modifier_list(), 'AuraEnabled'))
      .flatMap((declared) => [...nodes(MethodDeclarationContext, declared)])
      .map((method) => {
        const parameters = [...nodes(FormalParameterContext, method)].map(
          (parameter) => `${parameter.typeRef().getText()} ${parameter.id().getText()}`,
        );
        return `${name}.${method.id().getText()}(${parameters.join(', ')})`;
      }),
  );
}

/** The keys that a method puts into its body itself or by a helper of its class. */
function detailsOf(name: string, method: string): string[] {
  const all = [...nodes(MethodDeclarationContext, apexClass(name).tree)];
  const found = all.find((one) => one.id().getText() === method);
  if (!found) throw new Error(`There is no method ${name}.${method}.`);
  const own = [...nodes(MapCreatorRestPairContext, found)].flatMap((pair) =>
    textsOf(pair.expression(0)),
  );
  const helpers = [...nodes(MethodCallContext, found)]
    .map((call) => call.id()?.getText())
    .filter((called) => called !== method && all.some((one) => one.id().getText() === called));
  return [...own, ...helpers.flatMap((called) => detailsOf(name, String(called)))];
}

/** A value of each parameter that Salesforce would take. */
const values: Readonly<Record<string, unknown>> = {
  recordId: heroId,
  request: '{"mode":"write"}',
  runId: 'run',
  seen: 3,
  actionId: 'action',
  settingsUpdate: '{"version":"1"}',
  objectName: 'contact',
  mappingsUpdate: '{"version":"1"}',
  scoringChange: '{"do":"train"}',
  items: '[]',
  cursor: 'older',
};

describe('the methods', () => {
  it('are those of the controllers, with the same parameters', () => {
    const stoodIn = apexMethods.map(({ apexClass: name, name: method, parameters }) => {
      const list = Object.entries(parameters).map(([parameter, type]) => `${type} ${parameter}`);
      return `${name}.${method}(${list.join(', ')})`;
    });
    expect(stoodIn.length).toBeGreaterThan(0);
    expect(stoodIn.sort()).toEqual(methodsOfApex().sort());
  });

  const asking = apexMethods.filter(({ name }) => !['connectUrl', 'permissions'].includes(name));
  it.each(asking)('$apexClass.$name sends the same body', async (method) => {
    const product = await startProduct();
    const ui = await openUi({ appServer: product.url, users: [admin] });
    const given = Object.keys(method.parameters).map((name) => [name, values[name]]);
    await ui.answer(`${method.apexClass}.${method.name}`, Object.fromEntries(given));
    const isAboutRecord = 'recordId' in method.parameters;
    const isOfCard = method.apexClass === 'OppSpotCardController';
    const expected = [
      ...detailsOf(method.apexClass, method.name),
      ...(isAboutRecord ? keysOf('OppSpotQuestion') : []),
      ...(isAboutRecord && isOfCard ? keysOf('OppSpotCardService') : []),
      ...keysOf('OppSpotHttpGateway'),
    ];
    expect(Object.keys(product.asked[0]?.body ?? {}).sort()).toEqual([...new Set(expected)].sort());
  });

  it('go to the same addresses', async () => {
    const product = await startProduct();
    const ui = await openUi({ appServer: product.url, users: [admin] });
    for (const { apexClass: name, name: method, parameters } of asking) {
      const given = Object.keys(parameters).map((parameter) => [parameter, values[parameter]]);
      await ui.answer(`${name}.${method}`, Object.fromEntries(given));
    }
    expect(product.asked.map(({ path }) => path).sort()).toEqual(askedPaths().sort());
  });
});

describe('the Flow action', () => {
  it('sends the same batch to the same address', async () => {
    const product = await startProduct();
    const ui = await openUi({ appServer: product.url });
    const input = { recordId: heroId, refresh: null, previewOnly: null, waitSeconds: null };
    await ui.ask('/data/flow', posted([input]), admin);
    const [asked] = product.asked;
    const [record] = (asked?.body.records ?? []) as object[];
    const sent = [...Object.keys(asked?.body ?? {}), ...Object.keys(record ?? {})];
    expect(sent.sort()).toEqual(
      [...keysOf('OppSpotBatch'), ...keysOf('OppSpotHttpGateway')].sort(),
    );
    expect([asked?.path]).toEqual(firstTexts('OppSpotBatch', 'post'));
    expect(firstTexts('OppSpotFlowService', 'split')).toEqual([asked?.body.trigger]);
  });
});

describe('what goes wrong', () => {
  it('is told by the same codes, labels and pauses', () => {
    const classes = [
      'OppSpotAccess',
      'OppSpotBatch',
      'OppSpotAnswer',
      'OppSpotHttpGateway',
      'OppSpotQuestion',
      'OppSpotSetupService',
    ];
    const told = (method: 'of' | 'later') =>
      classes.flatMap((name) =>
        callsOf(name, method).flatMap(([code, label]) => {
          const [text] = textsOf(code);
          const written = (label as { getText(): string }).getText();
          return text && written.startsWith('Label.') ? [`${written.slice(6)} ${text}`] : [];
        }),
      );
    const pause = numberOf('OppSpotHttpGateway', 'PAUSE_MS');
    const apex = new Set([
      ...told('of').map((one) => `${one} never again`),
      ...told('later').map((one) => `${one} after ${pause}`),
    ]);
    // Its transaction may always call out.
    apex.delete('Apex_Cannot_Call_Out cannot_call_out never again');
    const stoodIn = Object.entries(foreseenProblems).map(
      ([label, { code, retryAfterMs }]) =>
        `${label} ${code} ${retryAfterMs ? `after ${retryAfterMs}` : 'never again'}`,
    );
    expect(new Set(stoodIn)).toEqual(apex);
  });

  it('is waited for as long', () => {
    expect({ cardTimeoutMs, setupTimeoutMs, checkTimeoutMs, batchGraceMs, mostRecords }).toEqual({
      cardTimeoutMs: numberOf('OppSpotCardService', 'TIMEOUT_MS'),
      setupTimeoutMs: numberOf('OppSpotSetupService', 'TIMEOUT_MS'),
      checkTimeoutMs: numberOf('OppSpotPermissionCheck', 'TIMEOUT_MS'),
      batchGraceMs: numberOf('OppSpotBatch', 'GRACE_MS'),
      mostRecords: numberOf('OppSpotBatch', 'MAXIMUM'),
    });
  });
});

describe('the check of permissions', () => {
  it('looks at the same things in the same order', async () => {
    const product = await startProduct();
    const ui = await openUi({ appServer: product.url, users: [admin] });
    const { data } = await ui.answer('OppSpotSetupController.permissions');
    const { text } = apexClass('OppSpotPermissionCheck');
    const [, run = ''] = /List<Check> run\(\) \{(.+?)\n {4}\}/s.exec(text) ?? [];
    const looked = [
      ...run.matchAll(
        /permission\('(\w+)'|new Check\('(\w+)'|(connection)\(\)|creation\((\w+)\.|(fields)\((\w+)\./g,
      ),
    ].map(([, permission, key, connection, created, fields, object]) =>
      fields ? `${object}.fields` : (permission ?? key ?? created ?? (connection && 'Connection')),
    );
    expect((data as { checks: { name: string }[] }).checks.map(({ name }) => name)).toEqual(looked);
  });
});
