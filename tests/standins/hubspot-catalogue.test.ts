import { describe, expect, it } from 'vitest';
import { hubspotDefinedProperties } from '../sandbox/hubspot/catalogue/index.ts';
import { contract, contractsPresent } from '../support/contracts.ts';

interface RecordedProperty {
  readonly name: string;
  readonly type: string;
  readonly readOnlyValue: boolean;
  readonly externalOptions: boolean;
  readonly options: readonly { readonly value: string }[];
}

/** Where HubSpot differs from the list recorded in 2018. */
const changedSince: Readonly<Record<string, string>> = {
  'contacts.numemployees': 'now a choice of size bands',
  'contacts.salutation': 'its options are each account’s own; the stand-in takes any text',
};

describe('the table of HubSpot-defined properties', () => {
  it.each(['contacts', 'companies', 'deals', 'tasks', 'notes'] as const)(
    'names every property of %s once, with options where they are needed',
    (type) => {
      const properties = hubspotDefinedProperties[type];
      const names = properties.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      const bare = properties.filter(
        ({ type: kind, options, externalOptions }) =>
          kind === 'enumeration' && options.length === 0 && !externalOptions,
      );
      expect(bare).toEqual([]);
    },
  );

  it.runIf(contractsPresent).each(['contacts', 'companies', 'deals'] as const)(
    'agrees with the recorded definitions of %s in type, read-only flag and options',
    (type) => {
      const recorded = new Map(
        contract<RecordedProperty[]>(`hubspot/properties-2018/${type}.json`).map((property) => [
          property.name,
          property,
        ]),
      );
      let compared = 0;
      for (const ours of hubspotDefinedProperties[type]) {
        const theirs = recorded.get(ours.name);
        if (!theirs || changedSince[`${type}.${ours.name}`]) continue;
        compared += 1;
        const values = ours.options.map(({ value }) => value);
        expect
          .soft({
            name: ours.name,
            type: ours.type,
            readOnlyValue: ours.readOnlyValue,
            externalOptions: ours.externalOptions,
            missingOptions: (theirs.options ?? [])
              .map(({ value }) => value)
              .filter((value) => !values.includes(value)),
          })
          .toEqual({
            name: theirs.name,
            type: theirs.type,
            readOnlyValue: theirs.readOnlyValue,
            externalOptions: theirs.externalOptions,
            missingOptions: [],
          });
      }
      expect(compared).toBeGreaterThan(15);
    },
  );
});
