/**
 * What the platform gives to components under `@salesforce/`: the org's Apex, labels, user, schema. Each is
 * a module of its own, written for the one import that names it.
 * https://developer.salesforce.com/docs/platform/lwc/guide/reference-salesforce-modules.html
 */
import type { Plugin } from 'rollup';

/** Rollup keeps what begins with a zero byte from every other plugin's hands. */
const prefix = '\0platform:';

export function platformModules(labels: ReadonlyMap<string, string>): Plugin {
  return {
    name: 'platform-modules',
    resolveId(id) {
      return sourceOf(id, labels) === null ? null : `${prefix}${id}`;
    },
    load(id) {
      return id.startsWith(prefix) ? sourceOf(id.slice(prefix.length), labels) : null;
    },
  };
}

/** Null for what the base components bring themselves. Throws for a label that nobody wrote. */
function sourceOf(id: string, labels: ReadonlyMap<string, string>): string | null {
  if (id === '@salesforce/apex') return 'export const refreshApex = async () => {};';
  const [, kind = '', name = ''] = /^@salesforce\/(\w+)\/(.+)$/.exec(id) ?? [];
  switch (kind) {
    case 'apex':
      return apexMethod(name);
    case 'label':
      return name.startsWith('c.') ? exported(labelText(name.slice(2), labels)) : null;
    case 'user':
      return `export default globalThis.lightningSession.user[${JSON.stringify(name)}];`;
    case 'customPermission':
    case 'userPermission':
      // The platform's own answers: true, or undefined.
      return `export default globalThis.lightningSession.permissions.includes(${JSON.stringify(name)}) || undefined;`;
    case 'schema':
      return exported(schemaReference(name));
    case 'i18n':
      return name in locale ? exported(locale[name as keyof typeof locale]) : null;
    default:
      return null;
  }
}

/** Where the sandbox's sales people sit; everything else of i18n is the base components' own. */
const locale = { lang: 'en-US', locale: 'en-GB', timeZone: 'Europe/London' };

const exported = (value: unknown) => `export default ${JSON.stringify(value)};`;

/** A call as the platform makes it: the parameters by name; what Apex throws has a `body`. */
function apexMethod(name: string): string {
  const target = JSON.stringify(`/apex/${name}`);
  return `export default async function (parameters = {}) {
  const response = await fetch(${target}, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(parameters),
  });
  const reply = await response.json();
  if ('returned' in reply) return reply.returned;
  const message = reply.thrown ?? reply.message;
  throw { body: { message }, ok: false, status: 500, statusText: 'Server Error', headers: {} };
}`;
}

function labelText(name: string, labels: ReadonlyMap<string, string>): string {
  const text = labels.get(name);
  if (text === undefined) {
    throw new Error(`There is no custom label ${name} in salesforce-package/generate/labels.`);
  }
  return text;
}

function schemaReference(name: string) {
  const [objectApiName, ...field] = name.split('.');
  return field.length === 0 ? { objectApiName } : { objectApiName, fieldApiName: field.join('.') };
}
