/** Steps of a mapping in the setup page's inputs: every step there is, and none changed by being shown. */
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MappingTransform, mappingTransform } from '../../shared/mapping/transform.ts';

/** What is tested of the component's module, which is plain script. */
interface Steps {
  readonly stepNames: readonly string[];
  newStep(name: string): { readonly name: string; readonly fields?: readonly string[] };
  fromStep(step: MappingTransform, key: string): object;
  toStep(step: object): unknown;
}
const file =
  '../../salesforce-package/force-app/main/default/lwc/oppspotSetupMappingDraft/steps.js';
const steps: Steps = await import(fileURLToPath(new URL(file, import.meta.url)));

const word = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 ,]{0,10}[A-Za-z0-9]$/);
const fields = fc.uniqueArray(fc.constantFrom('score', 'summary', 'company_name'), {
  minLength: 1,
});
const step: fc.Arbitrary<MappingTransform> = fc.oneof(
  fc.constant({ name: 'trim' as const }),
  fc.record({ name: fc.constant('case' as const), to: fc.constantFrom('upper', 'lower', 'title') }),
  fc.record({
    name: fc.constant('number' as const),
    decimals: fc.nat(6),
    multiply: fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((value) => value + 0),
  }),
  fc.record({
    name: fc.constant('date' as const),
    format: fc.constantFrom('iso-date', 'iso-datetime', 'dd/mm/yyyy', 'yyyy', 'epoch-ms'),
  }),
  fc.record({
    name: fc.constant('truncate' as const),
    length: fc.integer({ min: 1, max: 100_000 }),
    ellipsis: fc.boolean(),
  }),
  fc.record({
    name: fc.constant('map' as const),
    values: fc.array(
      fc.record({ from: word, to: fc.oneof(word, fc.constant(''), fc.constant('a => b')) }),
      { minLength: 1, maxLength: 5 },
    ),
    otherwise: fc.option(word),
  }),
  fc.record({ name: fc.constant('join' as const), fields, separator: fc.constantFrom(', ', ' ') }),
  fc.record({ name: fc.constant('template' as const), text: word }),
  fc.record({ name: fc.constant('first-of' as const), fields }),
);

describe('the steps of a mapping', () => {
  it('are offered as many as the server takes', () => {
    const names = mappingTransform.options.map(({ shape }) => shape.name.value);
    expect(new Set(steps.stepNames)).toEqual(new Set(names));
  });

  it('come out of their inputs as they went in', () => {
    fc.assert(
      fc.property(step, (one) => {
        const sent = steps.toStep(steps.fromStep(one, 'key'));
        expect(mappingTransform.parse(sent)).toEqual(one);
      }),
    );
  });

  it('begin with what the server takes, but for what only a person can say', () => {
    for (const name of steps.stepNames) {
      const sent = steps.toStep(steps.newStep(name));
      const faults = mappingTransform.safeParse(sent).error?.issues ?? [];
      expect(faults.map(({ path }) => path[0])).toEqual(
        { map: ['values'], join: ['fields'], 'first-of': ['fields'] }[name] ?? [],
      );
    }
  });
});
