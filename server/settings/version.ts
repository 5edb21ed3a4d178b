import { createHash } from 'node:crypto';

/** Names the content of stored settings or mappings, so that a save can tell what it was based on. */
export function versionOf(stored: object): string {
  return createHash('sha256').update(JSON.stringify(stored)).digest('hex').slice(0, 32);
}
