import { join } from 'node:path';
import { ESLint } from 'eslint';
import { type Check, count } from '../check.ts';
import { home, nameOf } from '../project.ts';

/** Salesforce's rules for the JavaScript of components, warnings included. The rules: `eslint.config.js`. */
export const eslint: Check = {
  name: 'lwc-lint',
  async run(project) {
    const linter = new ESLint({
      cwd: project.root,
      overrideConfigFile: join(home, 'eslint.config.js'),
      errorOnUnmatchedPattern: false,
    });
    const results = await linter.lintFiles(
      project.packageFolders.map((folder) => `${nameOf(project, folder)}/**/lwc/**/*.js`),
    );
    const findings = results.flatMap(({ filePath, messages }) =>
      messages.map(({ line, message, ruleId }) => ({
        file: nameOf(project, filePath),
        line,
        message,
        rule: ruleId ?? undefined,
      })),
    );
    return { checked: count(results.length, 'file'), findings };
  },
};
