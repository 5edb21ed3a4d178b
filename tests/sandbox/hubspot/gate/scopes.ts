import { HubSpotError } from '../http/errors.ts';
import type { ObjectTypeInfo } from '../portal/object-types.ts';

/** Every scope an app of ours can be granted: https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes */
export const grantableScopes: readonly string[] = [
  'oauth',
  'automation',
  'timeline',
  'sales-email-read',
  'crm.objects.owners.read',
  'settings.users.read',
  'crm.lists.read',
  ...['contacts', 'companies', 'deals'].flatMap((object) => [
    `crm.objects.${object}.read`,
    `crm.objects.${object}.write`,
    `crm.schemas.${object}.read`,
    `crm.schemas.${object}.write`,
  ]),
];

/** What an app can be granted for itself: https://developers.hubspot.com/docs/api-reference/latest/webhooks-journal/guide */
export const appScopes = {
  readJournal: 'developer.webhooks_journal.read',
  readSubscriptions: 'developer.webhooks_journal.subscriptions.read',
  writeSubscriptions: 'developer.webhooks_journal.subscriptions.write',
} as const;

export type Access = 'read' | 'write';

export function recordScope({ scopeObject }: ObjectTypeInfo, access: Access): string {
  return `crm.objects.${scopeObject}.${access}`;
}

/** Tasks and notes have readable definitions, but no scope that lets an app change them. */
export function schemaScope(object: ObjectTypeInfo, access: Access): string {
  if (object.type === object.scopeObject) return `crm.schemas.${object.type}.${access}`;
  return access === 'read' ? recordScope(object, 'read') : `crm.schemas.${object.type}.write`;
}

/** Throws HubSpot's 403 unless all scopes are granted. */
export function requireScopes(granted: ReadonlySet<string>, needed: readonly string[]): void {
  const missing = [...new Set(needed)].filter((scope) => !granted.has(scope));
  if (missing.length === 0) return;
  throw new HubSpotError(403, {
    message: 'One or more of the following scopes are required.',
    context: {
      requiredGranularScopes: missing,
      links: ['https://developers.hubspot.com/scopes'],
    },
    category: 'MISSING_SCOPES',
  });
}
