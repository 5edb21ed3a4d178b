/**
 * What components import from the org is there. Tests put stand-ins in the place of all of it, so
 * they pass with a method that no class has, or with a parameter that it does not take.
 * https://developer.salesforce.com/docs/platform/lwc/guide/reference-salesforce-modules
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type NodePath, parseSync, types as t, traverse } from '@babel/core';
import { type Endpoint, endpointsOf } from '../apex/endpoints.ts';
import { apexSources } from '../apex/source.ts';
import { type Check, count, type Finding } from '../check.ts';
import { nameOf, type Project, packageFiles } from '../project.ts';

interface Import {
  file: string;
  line: number;
  /** `apex`, `customPermission` ... */
  kind: string;
  name: string;
  /** The names of the parameters of each call that is written out. */
  calls: { line: number; parameters: string[] }[];
}

export const imports: Check = {
  name: 'lwc-imports',
  async run(project) {
    const found = packageFiles(project, '.js').flatMap((file) => importsOf(project, file));
    const endpoints = endpointsOf(apexSources(project));
    const permissions = new Set(
      packageFiles(project, '.customPermission-meta.xml').map(
        (file) => basename(file).split('.')[0],
      ),
    );
    const findings = found.flatMap(({ file, line, kind, name, calls }): Finding[] => {
      if (kind === 'apex') return methodFindings(file, line, name, calls, endpoints.get(name));
      if (kind !== 'customPermission' || permissions.has(bare(project, name))) return [];
      return [{ file, line, message: `There is no custom permission ${name}.` }];
    });
    return {
      checked: count(found.length, 'import'),
      findings: [...findings, ...uncalled(endpoints, found)],
    };
  },
};

function bare(project: Project, name: string): string {
  return name.replace(`${project.namespace}__`, '');
}

function methodFindings(
  file: string,
  line: number,
  name: string,
  calls: Import['calls'],
  endpoint: Endpoint | undefined,
): Finding[] {
  if (!endpoint) return [{ file, line, message: `There is no @AuraEnabled static ${name}.` }];
  return calls.flatMap((call) =>
    call.parameters
      .filter((parameter) => !endpoint.parameters.includes(parameter))
      .map((parameter) => ({
        file,
        line: call.line,
        message: `${name} takes no ${parameter}. It takes: ${endpoint.parameters.join(', ') || 'nothing'}.`,
      })),
  );
}

/** Every user of the org can call such a method, whether a component does or not. */
function uncalled(endpoints: Map<string, Endpoint>, found: Import[]): Finding[] {
  const called = new Set(found.filter(({ kind }) => kind === 'apex').map(({ name }) => name));
  return [...endpoints]
    .filter(([name]) => !called.has(name))
    .map(([name, { file, line }]) => ({ file, line, message: `No component calls ${name}.` }));
}

function importsOf(project: Project, path: string): Import[] {
  const file = nameOf(project, path);
  const tree = parseSync(readFileSync(path, 'utf8'), {
    filename: path,
    babelrc: false,
    configFile: false,
    parserOpts: { plugins: [['decorators', { decoratorsBeforeExport: false }]] },
  });
  if (!tree) throw new Error(`${file} could not be read as JavaScript.`);
  const found: Import[] = [];
  traverse(tree, {
    ImportDeclaration(declaration) {
      const { specifiers, source, loc } = declaration.node;
      const [, kind, name] =
        /^@salesforce\/(apex|customPermission)\/(.+)$/.exec(source.value) ?? [];
      const local = specifiers[0]?.local.name;
      if (!kind || !name || !local) return;
      const references = declaration.scope.getBinding(local)?.referencePaths ?? [];
      const calls = references.flatMap((reference) => callOf(reference));
      found.push({ file, line: loc?.start.line ?? 1, kind, name, calls });
    },
  });
  return found;
}

/** `method({ ... })`, `ask(method, { ... })`, `@wire(method, { ... })`. */
function callOf({ node, parent }: NodePath): Import['calls'] {
  if (!t.isCallExpression(parent)) return [];
  const [next] = parent.arguments.slice(parent.arguments.indexOf(node as t.Expression) + 1);
  if (!t.isObjectExpression(next)) return [];
  const parameters = next.properties.flatMap((property) =>
    t.isObjectProperty(property) && t.isIdentifier(property.key) ? [property.key.name] : [],
  );
  return [{ line: next.loc?.start.line ?? 1, parameters }];
}
