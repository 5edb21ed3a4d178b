/** The Apex of the package as its parser sees it: no Apex is executed here. */
import { basename } from 'node:path';
import {
  DeleteStatementContext,
  DotExpressionContext,
  InsertStatementContext,
  MapCreatorRestPairContext,
  MergeStatementContext,
  MethodCallContext,
  ModifierContext,
  PrimaryExpressionContext,
  UndeleteStatementContext,
  UpdateStatementContext,
  UpsertStatementContext,
} from '@apexdevtools/apex-parser';
import {
  type ApexSource,
  apexSources,
  nodes,
} from '../../../salesforce-package/checks/apex/source.ts';
import { home, openProject } from '../../../salesforce-package/checks/project.ts';

const sources = new Map(
  apexSources(openProject(home)).map((source) => [basename(source.file, '.cls'), source]),
);

/** Of every class, by name. */
export const classNames = [...sources.keys()].sort();

/** @throws when there is no such class, so that a test of nothing cannot pass */
export function apexClass(name: string): ApexSource {
  const source = sources.get(name);
  if (!source) throw new Error(`There is no Apex class ${name}.`);
  return source;
}

/** Which modifiers it uses anywhere, such as `global` or `withoutsharing`. */
export function modifiersOf(name: string): Set<string> {
  return new Set(
    [...nodes(ModifierContext, apexClass(name).tree)].map((one) => one.getText().toLowerCase()),
  );
}

/** Whether it changes records, by a statement or by a method of `Database`. */
export function writes(name: string): boolean {
  const statements = writingStatements.some(
    (kind) => !nodes<unknown>(kind, apexClass(name).tree).next().done,
  );
  return statements || writingMethods.some((method) => callsOf(name, method).length > 0);
}

const writingMethods = ['insert', 'update', 'upsert', 'delete', 'undelete', 'merge'];
const writingStatements = [
  DeleteStatementContext,
  InsertStatementContext,
  MergeStatementContext,
  UndeleteStatementContext,
  UpdateStatementContext,
  UpsertStatementContext,
];

/** The texts of a class, unescaped, in order. */
export function textsOf(tree: unknown): string[] {
  return [...nodes(PrimaryExpressionContext, tree)].flatMap((one) => textOf(one) ?? []);
}

/** The keys of the maps that a class builds: `'key' => …` and `put('key', …)`. */
export function keysOf(name: string): Set<string> {
  const { tree } = apexClass(name);
  const pairs = [...nodes(MapCreatorRestPairContext, tree)].map((pair) => pair.expression(0));
  const puts = callsOf(name, 'put').map(([key]) => key);
  return new Set([...pairs, ...puts].flatMap((key) => textOf(key) ?? []));
}

/** The arguments of each call of a method of that name. */
export function callsOf(name: string, method: string): unknown[][] {
  const { tree } = apexClass(name);
  const plain = [...nodes(MethodCallContext, tree)].filter(
    (call) => call.id()?.getText() === method,
  );
  const dotted = [...nodes(DotExpressionContext, tree)]
    .map((dot) => dot.dotMethodCall())
    .filter((call) => call?.anyId().getText() === method);
  return [...plain, ...dotted].map((call) => call?.expressionList()?.expression_list() ?? []);
}

/** The first argument of each call of a method, where it is a text. */
export function firstTexts(name: string, method: string): string[] {
  return callsOf(name, method).flatMap(([first]) => textOf(first) ?? []);
}

/** Where the controllers of the card and of the setup page ask. */
export function askedPaths(): string[] {
  const card = [
    ...firstTexts('OppSpotCardController', 'answer'),
    ...firstTexts('OppSpotCardController', 'onRun'),
    ...firstTexts('OppSpotCardService', 'ask'),
  ];
  const settings = [
    ...firstTexts('OppSpotSetupController', 'answer'),
    ...firstTexts('OppSpotSetupService', 'answer'),
  ];
  return [
    ...card.map((action) => `/salesforce/card/${action}`),
    ...settings.map((action) => `/salesforce/settings/${action}`),
  ];
}

/** What a constant of a whole number is set to. */
export function numberOf(name: string, constant: string): number {
  const found = new RegExp(`Integer ${constant} = (\\d+);`).exec(apexClass(name).text);
  if (!found) throw new Error(`${name} has no number ${constant}.`);
  return Number(found[1]);
}

/** What a text literal says; undefined for every other expression. */
function textOf(expression: unknown): string | undefined {
  const source = (expression as { getText(): string } | undefined)?.getText() ?? '';
  return /^'(?:\\.|[^'\\])*'$/.test(source) ? unescaped(source.slice(1, -1)) : undefined;
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(.)/g, (_whole, letter: string) => (letter === 'n' ? '\n' : letter));
}
