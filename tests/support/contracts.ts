import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contractsDirectory as directory } from './contracts-directory.ts';

/**
 * Whether the contracts are there. On a user's clone they are not: suites that need them use
 * `describe.runIf(contractsPresent)`. In CI their absence is a failure, not a skip.
 */
export const contractsPresent: boolean = existsSync(join(directory, 'README.md'));

if (!contractsPresent) {
  if (process.env.CI) throw new Error(`CI needs the contracts folder at ${directory}`);
  console.warn(`Skipping contract tests: no contracts folder at ${directory}`);
}

/** A file of the contracts, parsed as JSON: what our reading of the documentation is held against. */
export function contract<T = unknown>(path: string): T {
  return JSON.parse(contractText(path)) as T;
}

function contractText(path: string): string {
  return readFileSync(join(directory, path), 'utf8');
}
