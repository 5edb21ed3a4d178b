/** Describes of real orgs that others recorded, where they lie beside the project. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contractsDirectory } from '../../../support/contracts-directory.ts';
import type { ObjectDescribe } from './describe.ts';

let known: ReadonlyMap<string, ObjectDescribe> | undefined;

/** By object name; empty without the folder. Read once. */
export function recordedDescribes(): ReadonlyMap<string, ObjectDescribe> {
  known ??= read();
  return known;
}

function read(): ReadonlyMap<string, ObjectDescribe> {
  const directory = join(contractsDirectory, 'salesforce/describe');
  const files = existsSync(directory) ? readdirSync(directory) : [];
  return new Map(
    files
      .filter((file) => file.endsWith('.json'))
      .map((file) => JSON.parse(readFileSync(join(directory, file), 'utf8')) as ObjectDescribe)
      .map((describe) => [describe.name, describe]),
  );
}
