/** Names of the fields that our package brings. */
import { type OppspotFieldName, oppspotFields } from '../../../shared/fields/registry.ts';
import { salesforceFieldName } from '../../../shared/fields/salesforce.ts';

/** Of the managed package; an org that builds it from source has none. */
const namespacePrefix = 'oppspot__';
/** On tasks and opportunities: the key that keeps them from being made twice. */
const keyName = 'Key__c';

export const ownFieldNames: Readonly<Record<OppspotFieldName, string>> = Object.fromEntries(
  oppspotFields.map(({ name }) => [name, salesforceFieldName(name)]),
) as Record<OppspotFieldName, string>;

const ownNames: ReadonlySet<string> = new Set([
  ...Object.values(ownFieldNames).map((name) => name.toLowerCase()),
  keyName.toLowerCase(),
]);

/** Fewer unprefixed names than this could be an administrator's own. */
const fewestWithoutPrefix = 3;

interface Fields {
  field(name: string): object | null;
}

/** What stands before our fields' names in an org, told by the fields it has. */
export function packagePrefix(objects: readonly Fields[]): {
  readonly prefix: string;
  readonly isInstalled: boolean;
} {
  const most = (prefix: string) =>
    Math.max(
      0,
      ...objects.map(
        ({ field }) => [...ownNames].filter((name) => field(prefix + name) !== null).length,
      ),
    );
  if (most(namespacePrefix) > 0) return { prefix: namespacePrefix, isInstalled: true };
  return most('') >= fewestWithoutPrefix
    ? { prefix: '', isInstalled: true }
    : { prefix: namespacePrefix, isInstalled: false };
}

export function keyField(prefix: string): string {
  return prefix + keyName;
}

/** What stands before our fields' names where these were seen; the package's where none was. */
export function prefixSeen(fields: readonly string[]): string {
  const isBare = fields.some((name) => ownNames.has(name.toLowerCase()));
  return isBare ? '' : namespacePrefix;
}

/** Whether the package brings a field, whatever namespace stands before its name. */
export function isPackageField(name: string): boolean {
  return ownNames.has(name.toLowerCase().replace(namespacePrefix, ''));
}
