import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Check, count, type Finding } from '../check.ts';
import { nameOf, type Project, packageFiles } from '../project.ts';
import { packageFolder, runNode } from '../tools.ts';

/** The part of SARIF 2.1.0 that is read here. */
interface Sarif {
  runs: {
    results: {
      ruleId?: string;
      message: { text: string };
      locations: {
        physicalLocation: { artifactLocation: { uri: string }; region?: { startLine: number } };
      }[];
    }[];
  }[];
}

/** The design system's own linter. https://developer.salesforce.com/docs/platform/slds-linter */
export const slds: Check = {
  name: 'lwc-design',
  async run(project) {
    const findings: Finding[] = [];
    for (const folder of project.packageFolders) findings.push(...(await lint(project, folder)));
    const files = ['.css', '.html'].flatMap((ending) => packageFiles(project, ending));
    return { checked: count(files.length, 'style and markup file'), findings };
  },
};

async function lint(project: Project, folder: string): Promise<Finding[]> {
  const output = mkdtempSync(join(tmpdir(), 'slds-'));
  try {
    const script = join(packageFolder('@salesforce-ux/slds-linter'), 'build/index.js');
    const { code, stdout, stderr } = await runNode(
      script,
      ['report', nameOf(project, folder), '--output', output],
      project.root,
    );
    if (code !== 0) throw new Error(`The linter ended with ${code}.\n${stdout}\n${stderr}`);
    const report = readFileSync(join(output, 'slds-linter-report.sarif'), 'utf8');
    return findingsOf(project, JSON.parse(report) as Sarif);
  } finally {
    rmSync(output, { recursive: true });
  }
}

function findingsOf(project: Project, { runs }: Sarif): Finding[] {
  return runs.flatMap(({ results }) =>
    results.map(({ ruleId, message, locations: [location] }) => {
      const uri = location?.physicalLocation.artifactLocation.uri ?? '';
      const file = uri.startsWith('file:') ? fileURLToPath(uri) : join(project.root, uri);
      return {
        file: nameOf(project, file),
        line: location?.physicalLocation.region?.startLine,
        message: textOf(message.text),
        rule: ruleId,
      };
    }),
  );
}

/** Newer rules put a JSON object, with suggestions for editors, where others have the text. */
function textOf(text: string): string {
  const [, message] = /^\{"message":("(?:[^"\\]|\\.)*")/.exec(text) ?? [];
  return message ? (JSON.parse(message) as string) : text;
}
