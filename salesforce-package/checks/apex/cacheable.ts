/**
 * What `@AuraEnabled(cacheable=true)` promises is kept: such a method only reads. The platform ends
 * it at the first change of a record; we also want no call to our server behind a cached answer.
 * https://developer.salesforce.com/docs/platform/lwc/guide/apex-wire-method
 */
import {
  ClassBodyDeclarationContext,
  CreatorContext,
  DeleteStatementContext,
  DotExpressionContext,
  InsertStatementContext,
  MergeStatementContext,
  MethodCallContext,
  UndeleteStatementContext,
  UpdateStatementContext,
  UpsertStatementContext,
} from '@apexdevtools/apex-parser';
import type { Finding } from '../check.ts';
import { type ApexSource, isAnnotated, nodes } from './source.ts';

interface Method {
  file: string;
  line: number;
  name: string;
  cacheable: boolean;
  /** The names of what it calls: a method of that name anywhere in the package may be meant. */
  calls: Set<string>;
  /** What it does that a cached method may not. */
  effect?: string;
}

const statements = [
  InsertStatementContext,
  UpdateStatementContext,
  UpsertStatementContext,
  DeleteStatementContext,
  UndeleteStatementContext,
  MergeStatementContext,
];

const changingCalls =
  /^(System\.)?(Database\.(insert|update|upsert|delete|undelete|merge|convertLead)|EventBus\.publish|enqueueJob)\w*\(/i;

export function cacheable(sources: ApexSource[]): Finding[] {
  const methods = sources
    .filter(({ type }) => type && !isAnnotated(type.modifier_list(), 'IsTest'))
    .flatMap(methodsOf);
  const named = Map.groupBy(methods, ({ name }) => name);
  return methods
    .filter((method) => method.cacheable)
    .flatMap((method) => {
      const path = pathToEffect(method, named);
      if (!path) return [];
      const way = path.map(({ name }) => name).join(' → ');
      const { file, line } = method;
      return [{ file, line, message: `Cacheable, but ${path.at(-1)?.effect} (${way}).` }];
    });
}

function methodsOf({ file, tree }: ApexSource): Method[] {
  return [...nodes(ClassBodyDeclarationContext, tree)].flatMap((member) => {
    const method = member.memberDeclaration()?.methodDeclaration();
    if (!method) return [];
    return [
      {
        file,
        line: method.start.line,
        name: method.id().getText().toLowerCase(),
        cacheable: member
          .modifier_list()
          .some((modifier) => /^@AuraEnabled\(.*cacheable=true/i.test(modifier.getText())),
        calls: callsOf(method),
        effect: effectOf(method),
      },
    ];
  });
}

function callsOf(method: unknown): Set<string> {
  const plain = [...nodes(MethodCallContext, method)].map((call) => call.id()?.getText());
  const dotted = [...nodes(DotExpressionContext, method)].map((dot) =>
    dot.dotMethodCall()?.anyId().getText(),
  );
  return new Set([...plain, ...dotted].flatMap((name) => name?.toLowerCase() ?? []));
}

function effectOf(method: unknown): string | undefined {
  for (const kind of statements) {
    if (!nodes<unknown>(kind, method).next().done) return 'it changes records';
  }
  for (const dot of nodes(DotExpressionContext, method)) {
    if (changingCalls.test(dot.getText())) return 'it changes records';
  }
  for (const creator of nodes(CreatorContext, method)) {
    if (/^(System\.)?Http$/i.test(creator.createdName()?.getText())) return 'it calls a server';
  }
  return undefined;
}

/** The shortest way from a method to one that does what it may not. */
function pathToEffect(from: Method, named: Map<string, Method[]>): Method[] | undefined {
  const seen = new Set([from]);
  const paths = [[from]];
  for (const path of paths) {
    const last = path.at(-1) ?? from;
    if (last.effect) return path;
    for (const next of [...last.calls].flatMap((name) => named.get(name) ?? [])) {
      if (seen.has(next)) continue;
      seen.add(next);
      paths.push([...path, next]);
    }
  }
  return undefined;
}
