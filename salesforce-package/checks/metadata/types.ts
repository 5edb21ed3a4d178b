/**
 * The Metadata API's types, as `@salesforce/types` declares them in TypeScript, held against parsed
 * XML. The package has no validator; the compiler reads the declarations.
 */
import { join } from 'node:path';
import ts from 'typescript-5';
import { packageFolder } from '../tools.ts';

export interface Fault {
  /** The names of the elements that lead to the fault. */
  path: string;
  message: string;
}

export interface Shape {
  faults(value: unknown, path: string): Fault[];
}

/** Of any form: the declarations say `string` where a document of its own stands. */
const free = new Set(['LightningComponentBundle.targetConfigs']);

/** Opens the declarations once; then answers with the type of a name, where there is one. */
export function openMetadataTypes(): (name: string) => Shape | undefined {
  const file = join(packageFolder('@salesforce/types'), 'lib/metadata.d.ts');
  const program = ts.createProgram([file], { strict: true, lib: ['lib.es5.d.ts'], types: [] });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`${file} is no module.`);
  const types = new Map(checker.getExportsOfModule(module).map((one) => [one.name, one]));
  return (name) => {
    const symbol = types.get(name);
    if (!symbol) return undefined;
    const type = checker.getDeclaredTypeOfSymbol(symbol);
    return { faults: (value, path) => [...faults(checker, type, value, path)] };
  };
}

function* faults(
  checker: ts.TypeChecker,
  type: ts.Type,
  value: unknown,
  path: string,
): Generator<Fault> {
  if (free.has(path)) return;
  const actual = checker.getNonNullableType(type);
  if (checker.isArrayType(actual)) {
    const [element] = checker.getTypeArguments(actual as ts.TypeReference);
    for (const item of Array.isArray(value) ? value : [value]) {
      if (element) yield* faults(checker, element, item, path);
    }
  } else if (Array.isArray(value)) {
    yield { path, message: 'stands more than once.' };
  } else if (isScalar(actual)) {
    yield* scalarFaults(actual, value, path);
  } else {
    yield* objectFaults(checker, actual, value, path);
  }
}

const scalars =
  ts.TypeFlags.StringLike |
  ts.TypeFlags.NumberLike |
  ts.TypeFlags.BooleanLike |
  ts.TypeFlags.Any |
  ts.TypeFlags.Union;

function isScalar(type: ts.Type): boolean {
  return (type.flags & scalars) !== 0 || type.symbol?.name === 'Date';
}

function* scalarFaults(type: ts.Type, value: unknown, path: string): Generator<Fault> {
  const text = textOf(value);
  if (text === undefined) {
    yield { path, message: 'is a text, and has elements here.' };
    return;
  }
  if (type.flags & ts.TypeFlags.BooleanLike) {
    if (text !== 'true' && text !== 'false')
      yield { path, message: `${text} is not true or false.` };
  } else if (type.flags & ts.TypeFlags.NumberLike) {
    if (text === '' || Number.isNaN(Number(text))) yield { path, message: `${text} is no number.` };
  } else if (type.isUnion()) {
    const allowed = type.types.flatMap((one) => (one.isStringLiteral() ? [one.value] : []));
    if (allowed.length > 0 && !allowed.includes(text)) {
      yield { path, message: `${text} is none of ${allowed.slice(0, 12).join(', ')}.` };
    }
  }
}

/** What stands in an element, which may have attributes. Undefined when there are elements in it. */
function textOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return String(value).trim();
  const { '#text': text = '', ...rest } = value as Record<string, unknown>;
  const isPlain = Object.keys(rest).every((name) => name.startsWith('@'));
  return isPlain ? String(text).trim() : undefined;
}

function* objectFaults(
  checker: ts.TypeChecker,
  type: ts.Type,
  value: unknown,
  path: string,
): Generator<Fault> {
  const content = typeof value === 'object' && value !== null ? value : {};
  if (content !== value && String(value).trim() !== '') {
    yield { path, message: `has elements, not the text ${String(value).trim()}.` };
  }
  const properties = new Map(checker.getPropertiesOfType(type).map((one) => [one.name, one]));
  for (const [name, item] of Object.entries(content)) {
    if (name.startsWith('@') || name.startsWith('#')) continue;
    const property = properties.get(name);
    if (!property) yield { path: `${path}.${name}`, message: 'There is no such element.' };
    else yield* faults(checker, checker.getTypeOfSymbol(property), item, `${path}.${name}`);
  }
  for (const [name, property] of properties) {
    const isOptional = (property.flags & ts.SymbolFlags.Optional) !== 0;
    if (name in content || isOptional || checker.isArrayType(checker.getTypeOfSymbol(property)))
      continue;
    yield { path, message: `The element ${name} is missing.` };
  }
}
