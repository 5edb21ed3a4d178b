import { isDeepStrictEqual } from 'node:util';
import type { TenantSettings } from '../../shared/tenant/settings.ts';

/** What differs between two settings, as the history of changes keeps it. */
export function changeBetween(
  before: TenantSettings,
  after: TenantSettings,
): { before: object; after: object } {
  const one = recorded(before);
  const other = recorded(after);
  const names = (Object.keys(one) as (keyof typeof one)[]).filter(
    (name) => !isDeepStrictEqual(before[name], after[name]),
  );
  const picked = (settings: typeof one) =>
    Object.fromEntries(names.map((name) => [name, settings[name]]));
  return { before: picked(one), after: picked(other) };
}

/** Of hashed e-mail addresses the number: who is taken off the list must not stay in its history. */
function recorded(settings: TenantSettings) {
  const { emailHashes, ...suppression } = settings.suppression;
  return { ...settings, suppression: { ...suppression, emailAddresses: emailHashes.length } };
}
