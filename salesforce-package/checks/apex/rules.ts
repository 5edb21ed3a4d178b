import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { ModifierContext } from '@apexdevtools/apex-parser';
import { type Check, count, type Finding } from '../check.ts';
import { lineOf, nameOf, type Project, packageFiles } from '../project.ts';
import { cacheable } from './cacheable.ts';
import { type ApexSource, apexSources, isAnnotated } from './source.ts';

type Rule = (sources: ApexSource[], project: Project) => Finding[];

/** What we ask of Apex beyond what the tools ask. */
export const rules: Check = {
  name: 'apex-rules',
  async run(project) {
    const sources = apexSources(project).filter(({ errors }) => errors.length === 0);
    const all: Rule[] = [described, shared, tested, enforced, unsuppressed, cacheable];
    return {
      checked: count(sources.length, 'file'),
      findings: all.flatMap((rule) => rule(sources, project)),
    };
  },
};

/** Source and metadata come in pairs: without its other half, a file is not deployed. */
function described(_sources: ApexSource[], project: Project): Finding[] {
  return ['.cls', '.trigger', '.page', '.component'].flatMap((ending) => [
    ...packageFiles(project, ending)
      .filter((file) => !existsSync(`${file}-meta.xml`))
      .map((file) => ({ file: nameOf(project, file), message: 'Its -meta.xml file is missing.' })),
    ...packageFiles(project, `${ending}-meta.xml`)
      .filter((file) => !existsSync(file.replace(/-meta\.xml$/, '')))
      .map((file) => ({ file: nameOf(project, file), message: 'Its source file is missing.' })),
  ]);
}

/** A class says whose records it sees, and says why when it sees everybody's. */
function shared(sources: ApexSource[]): Finding[] {
  return sources.flatMap(({ file, text, type }) => {
    const declaration = type?.classDeclaration();
    if (!type || !declaration || isAnnotated(type.modifier_list(), 'IsTest')) return [];
    const line = declaration.start.line;
    const sharing = sharingOf(type.modifier_list());
    if (sharing === 'without' && !hasCommentAbove(text, type.start.line)) {
      return [{ file, line, message: 'A comment has to say why this class is without sharing.' }];
    }
    if (sharing) return [];
    // An exception has no code that could see a record.
    if (/Exception$/.test(declaration.typeRef()?.getText() ?? '')) return [];
    return [{ file, line, message: 'Say with, without or inherited sharing.' }];
  });
}

function sharingOf(modifiers: ModifierContext[]): string | undefined {
  const text = modifiers.map((modifier) => modifier.getText().toLowerCase());
  return text.map((one) => /^(with|without|inherited)sharing$/.exec(one)?.[1]).find(Boolean);
}

function hasCommentAbove(text: string, line: number): boolean {
  return /(\*\/|\/\/.*)$/.test(text.split('\n')[line - 2]?.trimEnd() ?? '');
}

/** Some test names the class. Whether it covers it, only an org can tell. */
function tested(sources: ApexSource[]): Finding[] {
  const isTest = ({ type }: ApexSource) => type && isAnnotated(type.modifier_list(), 'IsTest');
  const tests = withoutComments(
    sources
      .filter(isTest)
      .map(({ text }) => text)
      .join('\n'),
  );
  return sources.flatMap((source) => {
    const { file, type } = source;
    // Interfaces and enums have no code; a trigger is tested through its object.
    if (isTest(source) || !type?.classDeclaration()) return [];
    const name = basename(file).replace(/\.\w+$/, '');
    if (new RegExp(`\\b${name}\\b`, 'i').test(tests)) return [];
    return [{ file, message: 'No test names this.' }];
  });
}

/** API 67 does not compile it any more. User mode takes its place. */
function enforced(sources: ApexSource[]): Finding[] {
  return sources.flatMap(({ file, text }) =>
    occurrences(
      file,
      withoutComments(text),
      /\bWITH\s+SECURITY_ENFORCED\b/gi,
      'Write WITH USER_MODE.',
    ),
  );
}

/** What the analyzer finds wrongly is listed where the security review reads it, not hidden in code. */
function unsuppressed(sources: ApexSource[]): Finding[] {
  const message = 'Name a false positive in docs/salesforce-false-positives.md instead.';
  return sources.flatMap(({ file, text }) =>
    occurrences(file, text, /@SuppressWarnings\b|\bNOPMD\b/gi, message),
  );
}

function occurrences(file: string, text: string, pattern: RegExp, message: string): Finding[] {
  return [...text.matchAll(pattern)].map(({ index }) => ({
    file,
    line: lineOf(text, index),
    message,
  }));
}

/** Blanks comments out; what stands in texts and on which line stays. */
function withoutComments(text: string): string {
  return text.replaceAll(/'(?:\\.|[^'\\])*'|\/\/.*|\/\*[\s\S]*?\*\//g, (part) =>
    part.startsWith('/') ? part.replaceAll(/[^\n]/g, ' ') : part,
  );
}
