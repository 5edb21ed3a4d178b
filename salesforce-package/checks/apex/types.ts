import { type Check, count } from '../check.ts';
import { nameOf } from '../project.ts';
import { compile, unknownField } from './compiler.ts';
import { apexSources } from './source.ts';

/** Types, methods, interfaces and variables fit. Fields are the matter of `fields.ts`, labels of `labels.ts`. */
export const types: Check = {
  name: 'apex-types',
  needsJava: true,
  async run(project) {
    const issues = (await compile(project.root)).filter(
      (issue) => !unknownField(issue) && !issue.message.endsWith("on 'System.Label'"),
    );
    return {
      checked: count(apexSources(project).length, 'file'),
      findings: issues.map((issue) => ({ ...issue, file: nameOf(project, issue.file) })),
    };
  },
};
