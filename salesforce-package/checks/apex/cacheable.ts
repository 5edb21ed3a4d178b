/**
 * What `@AuraEnabled(cacheable=true)` promises is kept: such a method only reads. The platform ends
 * it at the first change of a record; we also want no call to our server behind a cached answer.
 * https://developer.salesforce.com/docs/platform/lwc/guide/apex-wire-method
 */
import { basename } from 'node:path';
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
  /** The class of the file, in small letters. */
  owner: string;
  name: string;
  cacheable: boolean;
  calls: Call[];
  /** What it does that a cached method may not. */
  effect?: string;
}

interface Call {
  name: string;
  /** What stands before the dot, in small letters. Without it, a method of the same class is called. */
  on?: string;
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
  return methods
    .filter((method) => method.cacheable)
    .flatMap((method) => {
      const path = pathToEffect(method, methods);
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
        owner: basename(file, '.cls').toLowerCase(),
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

function callsOf(method: unknown): Call[] {
  const plain = [...nodes(MethodCallContext, method)].flatMap((call): Call[] => {
    const name = call.id()?.getText().toLowerCase();
    return name ? [{ name }] : [];
  });
  const dotted = [...nodes(DotExpressionContext, method)].flatMap((dot): Call[] => {
    const name = dot.dotMethodCall()?.anyId().getText().toLowerCase();
    return name ? [{ name, on: dot.expression().getText().toLowerCase() }] : [];
  });
  return [...plain, ...dotted];
}

/** What may be meant: where the object's class is not to be seen, a method of that name in any class. */
function called({ name, on }: Call, by: Method, methods: Method[]): Method[] {
  const sameName = methods.filter((method) => method.name === name);
  const owner = on === undefined || on === 'this' ? by.owner : on;
  const known = methods.some((method) => method.owner === owner);
  return known ? sameName.filter((method) => method.owner === owner) : sameName;
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
function pathToEffect(from: Method, methods: Method[]): Method[] | undefined {
  const seen = new Set([from]);
  const paths = [[from]];
  for (const path of paths) {
    const last = path.at(-1) ?? from;
    if (last.effect) return path;
    for (const next of last.calls.flatMap((call) => called(call, last, methods))) {
      if (seen.has(next)) continue;
      seen.add(next);
      paths.push([...path, next]);
    }
  }
  return undefined;
}
