/** The Apex of the package, parsed. */
import { readFileSync } from 'node:fs';
import {
  ApexErrorListener,
  ApexParserFactory,
  type ApexParserRuleContext,
  type ModifierContext,
  type TypeDeclarationContext,
} from '@apexdevtools/apex-parser';
import type { Finding } from '../check.ts';
import { nameOf, type Project, packageFiles } from '../project.ts';

export interface ApexSource {
  file: string;
  text: string;
  /** Of the class, interface or enum; undefined for a trigger and where the text does not parse. */
  type?: TypeDeclarationContext;
  tree: ApexParserRuleContext;
  errors: Finding[];
}

const parsed = new WeakMap<Project, ApexSource[]>();

/** Classes and triggers, parsed once for all checks of one run. */
export function apexSources(project: Project): ApexSource[] {
  let sources = parsed.get(project);
  if (!sources) {
    sources = ['.cls', '.trigger']
      .flatMap((ending) => packageFiles(project, ending))
      .map((file) => parse(nameOf(project, file), readFileSync(file, 'utf8')));
    parsed.set(project, sources);
  }
  return sources;
}

class Errors extends ApexErrorListener {
  readonly found: Finding[] = [];
  readonly #file: string;
  constructor(file: string) {
    super();
    this.#file = file;
  }
  override apexSyntaxError(line: number, _column: number, message: string): void {
    this.found.push({ file: this.#file, line, message });
  }
}

function parse(file: string, text: string): ApexSource {
  const errors = new Errors(file);
  const { parser } = ApexParserFactory.createLexerAndParser(text, errors);
  if (file.endsWith('.trigger')) {
    return { file, text, tree: parser.triggerUnit(), errors: errors.found };
  }
  const tree = parser.compilationUnit();
  const type = errors.found.length === 0 ? tree.typeDeclaration() : undefined;
  return { file, text, tree, type, errors: errors.found };
}

/** A name that is written in capitals in one place and small in another is the same in Apex. */
export function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

export function isAnnotated(modifiers: ModifierContext[], annotation: string): boolean {
  return modifiers.some((modifier) => {
    const name = modifier.annotation()?.id().getText();
    return name !== undefined && same(name, annotation);
  });
}

/** Every node below one, itself included, of one kind. */
export function* nodes<Kind>(
  // biome-ignore lint/suspicious/noExplicitAny: the parser's constructors differ in nothing that matters here.
  kind: new (...args: any[]) => Kind,
  tree: unknown,
): Generator<Kind> {
  if (tree instanceof kind) yield tree;
  const { children } = tree as { children?: unknown[] | null };
  for (const child of children ?? []) yield* nodes(kind, child);
}
