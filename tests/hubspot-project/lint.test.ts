import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';
import { readProject, repository, sourceDir } from './support/project.ts';

const sources = readProject().files.filter((path) =>
  /^app\/(cards|settings)\/.*\.tsx?$/.test(path),
);

/**
 * Two of HubSpot's rules know only projects whose source folder is `src`, so every file is judged as
 * if it lay there.
 */
const asHubSpotSeesIt = (path: string) => join(repository, 'src', path);

let eslint: ESLint;
beforeAll(() => {
  eslint = new ESLint({ cwd: repository });
});

async function findings(path: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath: asHubSpotSeesIt(path) });
  return (result?.messages ?? [])
    .filter(({ ruleId, line }) => !(isParentImport(ruleId) && isTypeImport(text, line)))
    .map(({ ruleId, message, line }) => `${path}:${line} ${ruleId ?? 'parser'}: ${message}`);
}

const isParentImport = (rule: string | null) => rule === '@hubspot/ui-extensions/no-parent-imports';

/** Types are gone when HubSpot builds; the contract of the server is only imported for its types. */
function isTypeImport(text: string, line: number): boolean {
  return text.split('\n')[line - 1]?.startsWith('import type ') === true;
}

describe("HubSpot's rules for what runs inside HubSpot", () => {
  it('find nothing in cards and settings', async () => {
    expect(sources.length).toBeGreaterThan(20);
    const found: string[] = [];
    for (const path of sources) {
      found.push(...(await findings(path, readFileSync(join(sourceDir, path), 'utf8'))));
    }
    expect(found).toEqual([]);
  });

  it.each([
    ['no-browser-dialogs', "window.alert('Saved');"],
    ['no-native-http', "fetch('https://a.example');"],
    ['no-browser-storage', "localStorage.setItem('a', 'b');"],
    ['no-dom-access', "document.getElementById('a');"],
    ['no-console', "console.log('a');"],
    ['no-html-elements', 'export const Fault = () => <div>Saved</div>;'],
    ['no-parent-imports', "import { score } from '../../../shared/score.ts';\nscore();"],
    [
      'no-invalid-extension-point-imports',
      "import { CrmReport } from '@hubspot/ui-extensions/crm';\nCrmReport;",
    ],
  ])('bite: %s', async (rule, fault) => {
    const found = await findings('app/settings/Fault.tsx', `${fault}\n`);
    expect(found).toContainEqual(expect.stringContaining(`@hubspot/ui-extensions/${rule}:`));
  });

  it('read the files where they really lie', async () => {
    expect(await eslint.isPathIgnored(join(sourceDir, 'app/settings/Settings.tsx'))).toBe(false);
    const [result] = await eslint.lintFiles(join(sourceDir, 'app/settings/Settings.tsx'));
    expect(result?.messages).toEqual([]);
    const config = await eslint.calculateConfigForFile(join(sourceDir, 'app/cards/RecordCard.tsx'));
    expect(config.rules['@hubspot/ui-extensions/no-native-http']?.[0]).toBe(2);
  });
});
