/** What the package's metadata gives to users and switches on, read from its own files. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';

/** What permission sets give together. */
export interface Grants {
  readonly classes: ReadonlySet<string>;
  readonly customPermissions: ReadonlySet<string>;
  /** Of external credentials, e.g. `OppSpot_API-OrgPrincipal`. */
  readonly principals: ReadonlySet<string>;
  /** Readable fields of the package, without its namespace: `Contact.Score__c`. */
  readonly fields: ReadonlySet<string>;
}

const enabled = z.object({ enabled: z.literal('true').or(z.literal('false')) });
const permissionSetFile = z.object({
  PermissionSet: z.object({
    classAccesses: z.array(enabled.extend({ apexClass: z.string() })).default([]),
    customPermissions: z.array(enabled.extend({ name: z.string() })).default([]),
    externalCredentialPrincipalAccesses: z
      .array(enabled.extend({ externalCredentialPrincipal: z.string() }))
      .default([]),
    fieldPermissions: z.array(z.object({ field: z.string(), readable: z.string() })).default([]),
  }),
});
const customMetadataFile = z.object({
  CustomMetadata: z.object({
    values: z.array(z.object({ field: z.string(), value: z.unknown() })),
  }),
});

const lists = new Set([
  'classAccesses',
  'customPermissions',
  'externalCredentialPrincipalAccesses',
  'fieldPermissions',
  'values',
]);
const parser = new XMLParser({ parseTagValue: false, isArray: (name) => lists.has(name) });

/** @throws for a permission set that the package does not have */
export function grantsOf(metadataFolder: string, permissionSets: readonly string[]): Grants {
  const sets = permissionSets.map((name) => {
    const file = join(metadataFolder, 'permissionsets', `${name}.permissionset-meta.xml`);
    return permissionSetFile.parse(parser.parse(readFileSync(file, 'utf8'))).PermissionSet;
  });
  const isEnabled = (entry: { readonly enabled: string }) => entry.enabled === 'true';
  return {
    classes: new Set(
      sets.flatMap((set) => set.classAccesses.filter(isEnabled).map(({ apexClass }) => apexClass)),
    ),
    customPermissions: new Set(
      sets.flatMap((set) => set.customPermissions.filter(isEnabled).map(({ name }) => name)),
    ),
    principals: new Set(
      sets.flatMap((set) =>
        set.externalCredentialPrincipalAccesses
          .filter(isEnabled)
          .map(({ externalCredentialPrincipal }) => externalCredentialPrincipal),
      ),
    ),
    fields: new Set(
      sets.flatMap((set) =>
        set.fieldPermissions
          .filter(({ readable }) => readable === 'true')
          .map(({ field }) => field),
      ),
    ),
  };
}

/** The value of a custom metadata record's field; null where there is no such record or value. */
export function customMetadata(
  metadataFolder: string,
  record: `${string}.${string}`,
  field: string,
): string | null {
  const file = join(metadataFolder, 'customMetadata', `${record}.md-meta.xml`);
  if (!existsSync(file)) return null;
  const { values } = customMetadataFile.parse(
    parser.parse(readFileSync(file, 'utf8')),
  ).CustomMetadata;
  const value = values.find((entry) => entry.field === field)?.value;
  return typeof value === 'string' ? value : null;
}
