/**
 * What Salesforce says went wrong. Calls and parts of a composite answer a list of `errorCode`s, rows
 * of a collection a list of `statusCode`s, the token endpoint `error` and `error_description`.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm
 */
import { z } from 'zod';
import type { RejectedField } from '../errors.ts';
import { toId18 } from './ids.ts';

const problem = z.looseObject({
  errorCode: z.string().optional().catch(undefined),
  statusCode: z.string().optional().catch(undefined),
  message: z.string().catch(''),
  fields: z.array(z.string()).catch([]),
  duplicateResult: z.unknown().optional(),
});

export interface Problem {
  /** Such as `UNABLE_TO_LOCK_ROW`; empty when Salesforce gives none. */
  readonly code: string;
  readonly message: string;
  readonly fields: readonly string[];
}

export interface SalesforceErrorBody {
  readonly problems: readonly Problem[];
  /** Fields refused, each once per code. */
  readonly fields: readonly RejectedField[];
  /** The record that holds a unique value, or that a duplicate rule found. */
  readonly existingId: string | null;
}

/** Empty for a body of another kind, such as a gateway's page. */
export function readErrorBody(body: unknown): SalesforceErrorBody {
  const list = (Array.isArray(body) ? body : [body]).map((one) => problem.safeParse(one));
  const read = list.filter((one) => one.success).map((one) => one.data);
  const problems = read
    .map(({ errorCode, statusCode, message, fields }) => ({
      code: errorCode ?? statusCode ?? '',
      message,
      fields: fields.length > 0 ? fields : namedIn(errorCode ?? statusCode, message),
    }))
    .filter(({ code, message }) => code !== '' || message !== '');
  return {
    problems,
    fields: distinct(problems.flatMap(refusedFields)),
    existingId:
      read
        .map((one) => holderIn(one.message) ?? duplicateIn(one.duplicateResult))
        .find((id) => id !== null) ?? null,
  };
}

/** A column that does not exist or is hidden is named in the sentence only, an owner not at all. */
function namedIn(code: string | undefined, message: string): string[] {
  if (code === 'INACTIVE_OWNER_OR_USER') return ['OwnerId'];
  const named =
    /No such column '([^']+)' on |Didn't understand relationship '([^']+)' in field path/;
  const found = named.exec(message);
  const name = found?.[1] ?? found?.[2];
  return name === undefined ? [] : [name];
}

function refusedFields({ code, message, fields }: Problem): RejectedField[] {
  return fields.map((field) => ({ field, code, message }));
}

function distinct(fields: readonly RejectedField[]): RejectedField[] {
  return [...new Map(fields.map((one) => [`${one.field}\n${one.code}`, one])).values()];
}

/** "duplicates value on record with id: 006…"; `<unknown>` where the user may not see the record. */
function holderIn(message: string): string | null {
  const id = /on record with id: (\w{15,18})/.exec(message)?.[1];
  return id === undefined ? null : toId18(id);
}

const duplicates = z.looseObject({
  matchResults: z.array(
    z.looseObject({
      matchRecords: z.array(z.looseObject({ record: z.looseObject({ Id: z.string() }) })).catch([]),
    }),
  ),
});

/** https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/headers_duplicaterules.htm */
function duplicateIn(result: unknown): string | null {
  const found = duplicates.safeParse(result).data?.matchResults.flatMap((one) => one.matchRecords);
  return found?.[0] ? toId18(found[0].record.Id) : null;
}
