/**
 * apex-ls, the type checker of Salesforce's own analyzer: it knows the platform's types and objects
 * (API 65) and reads ours from the sources. https://github.com/apex-dev-tools/apex-ls
 */
import { join } from 'node:path';
import { packageFolder, runJava } from '../tools.ts';

export interface Issue {
  /** Absolute. */
  file: string;
  line: number;
  message: string;
}

/** How apex-ls ends: without, and with errors. */
const ends = [0, 4];

/** What it holds against the project in a folder; warnings are left out. @throws when it does not run. */
export async function compile(folder: string): Promise<Issue[]> {
  const classPath = join(packageFolder('@salesforce/code-analyzer-pmd-engine'), 'dist/java-lib/*');
  const { code, stdout, stderr } = await runJava(
    [
      ...['-cp', classPath, 'io.github.apexdevtools.apexls.CheckForIssues'],
      ...['--nocache', '--workspace', folder, '--format', 'json'],
    ],
    folder,
  );
  if (!ends.includes(code ?? -1))
    throw new Error(`apex-ls ended with ${code}.\n${stdout}\n${stderr}`);
  const { files } = JSON.parse(stdout) as {
    files: { path: string; messages: { start: { line: number }; message: string }[] }[];
  };
  return files.flatMap(({ path, messages }) =>
    messages.map(({ start, message }) => ({ file: path, line: start.line, message })),
  );
}

/** The field that an issue is about, when it says that an object has no such field. */
export function unknownField({ message }: Issue): { name: string; object: string } | undefined {
  const said =
    /^Unknown field (?:or type )?'(\w+)' on (?:SObject 'Schema\.(\w+)'|'Schema\.SObjectType\.(\w+)\.Fields')$/;
  const [, name, object, described] = said.exec(message) ?? [];
  return name ? { name, object: object ?? described ?? '' } : undefined;
}
