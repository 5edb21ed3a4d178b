import { createHash } from 'node:crypto';
import type { TenantSettings } from '../../shared/tenant/settings.ts';

/** Names the content of stored settings, so that a save can tell what it was based on. */
export function versionOf(settings: TenantSettings): string {
  return createHash('sha256').update(JSON.stringify(settings)).digest('hex').slice(0, 32);
}
