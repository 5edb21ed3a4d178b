/** What the options of `npm run enrich` say about many records. */
import { readFileSync } from 'node:fs';
import {
  type BulkRequestInput,
  type BulkSelection,
  bulkRequest,
  maxRecordsNamed,
} from '../../shared/contract/bulk.ts';
import { UsageError } from './run-command.ts';

export interface BulkOptions {
  readonly object: string;
  readonly all: boolean;
  readonly list?: string | undefined;
  readonly filter?: readonly string[] | undefined;
  readonly ids?: string | undefined;
  readonly 'ids-file'?: string | undefined;
  readonly preview: boolean;
  readonly refresh: boolean;
  readonly priority?: string | undefined;
}

/** The request they describe; null when they name no more than one record. @throws UsageError */
export function bulkRequestOf(options: BulkOptions): BulkRequestInput | null {
  const selection = selectionOf(options);
  if (!selection) return null;
  const { object, preview, refresh, priority } = options;
  const parsed = bulkRequest.safeParse({
    object,
    selection,
    mode: preview ? 'preview' : 'write',
    refresh,
    ...(priority !== undefined && { priority: Number(priority) }),
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UsageError(`${optionOf(issue?.path ?? [])}: ${issue?.message}`);
}

function selectionOf(options: BulkOptions): BulkSelection | null {
  const given = [
    options.list === undefined ? null : { kind: 'list' as const, listId: options.list },
    options.filter ? { kind: 'filter' as const, conditions: options.filter.map(condition) } : null,
    options.ids === undefined ? null : named('--ids', options.ids),
    options['ids-file'] === undefined ? null : named('--ids-file', textOf(options['ids-file'])),
  ].filter((selection) => selection !== null);
  if (given.length > 1) {
    throw new UsageError('Select records in one way: --list, --filter, --ids or --ids-file.');
  }
  const [selection] = given;
  return selection ?? (options.all ? { kind: 'filter', conditions: [] } : null);
}

/** Separated by commas, spaces or lines, as they come out of a spreadsheet. */
function named(option: string, text: string): BulkSelection {
  const recordIds = [...new Set(text.split(/[\s,;]+/).filter((id) => id !== ''))];
  if (recordIds.length === 0) throw new UsageError(`${option} names no record.`);
  if (recordIds.length > maxRecordsNamed) {
    throw new UsageError(
      `${option} names ${recordIds.length} records, and ${maxRecordsNamed} may be named at once. Make a list of them in the CRM, or run the command for a part of them at a time.`,
    );
  }
  return { kind: 'records', recordIds };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new UsageError(`--ids-file: ${path} cannot be read.`);
  }
}

const operators = {
  '=': 'eq',
  '!=': 'neq',
  '>': 'gt',
  '>=': 'gte',
  '<': 'lt',
  '<=': 'lte',
} as const;

type Condition = Extract<BulkSelection, { kind: 'filter' }>['conditions'][number];

/** `field=value` with one of six operators, `field` for any value, `!field` for none. */
function condition(text: string): Condition {
  const compared = /^([^!=<>]+)(!=|>=|<=|=|>|<)(.*)$/s.exec(text);
  const [, field = '', operator = '', value = ''] = compared ?? [];
  if (compared) {
    return {
      field: field.trim(),
      operator: operators[operator as keyof typeof operators],
      value: value.trim(),
    };
  }
  const presence = /^(!?)([^!=<>]+)$/.exec(text);
  if (!presence) {
    throw new UsageError(
      `--filter: "${text}" is no condition. Write field=value, with = != > >= < or <=; field for records that have a value, !field for those that lack one.`,
    );
  }
  const [, not, name = ''] = presence;
  return { field: name.trim(), operator: not ? 'lacks' : 'has' };
}

function optionOf(path: readonly PropertyKey[]): string {
  const [first, second] = path;
  if (first !== 'selection') return `--${String(first)}`;
  return second === 'recordIds' ? '--ids' : second === 'listId' ? '--list' : '--filter';
}
