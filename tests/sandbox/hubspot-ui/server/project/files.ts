/** Reading JSON files of a project, with faults that name the file. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** The project cannot be shown; the message names the file and what is wrong with it. */
export class ProjectError extends Error {
  override readonly name = 'ProjectError';
}

/** @throws ProjectError when the file is absent, no JSON or of another shape */
export function readJson<T>(path: string, schema: z.ZodType<T>): T {
  return checked(path, readText(path), schema);
}

/** As `readJson`, with the profile's variables put in. */
export function readMeta<T>(
  path: string,
  schema: z.ZodType<T>,
  variables: Readonly<Record<string, unknown>>,
): T {
  return checked(path, substituted(path, readText(path), variables), schema);
}

/** Paths of the meta files directly in a folder, sorted; none when there is no such folder. */
export function metaFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('-hsmeta.json'))
      .sort()
      .map((name) => join(folder, name));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new ProjectError(`${path} cannot be read`, { cause: error });
  }
}

function checked<T>(path: string, text: string, schema: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ProjectError(`${path} is no JSON`, { cause: error });
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new ProjectError(`${path}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** A value that is nothing but a variable takes its JSON type too. */
function substituted(
  path: string,
  text: string,
  variables: Readonly<Record<string, unknown>>,
): string {
  return text.replaceAll(
    /"\$\{(\w+)\}"|\$\{(\w+)\}/g,
    (_whole, alone: string | undefined, within: string | undefined) => {
      const name = alone ?? within ?? '';
      const value = variables[name];
      if (value === undefined) {
        throw new ProjectError(`${path}: the profile has no variable ${name}`);
      }
      return alone === undefined
        ? JSON.stringify(String(value)).slice(1, -1)
        : JSON.stringify(value);
    },
  );
}
