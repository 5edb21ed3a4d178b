import type { ObjectType } from '../../../../shared/plan/plan.ts';
import type { Runtime } from '../../../runtime.ts';
import type { ReadResult } from '../../connector.ts';
import { type CrmError, isCrmError } from '../../errors.ts';
import type { SalesforceClient } from '../client.ts';
import { chunks } from '../composite.ts';
import { fieldLevelCodes } from '../error-kinds.ts';
import { convertedLead, notFound } from '../errors.ts';
import { isIdOf, toId18 } from '../ids.ts';
import { objectNames } from '../links.ts';
import { ask, type Row, type Rows, textIn } from '../query.ts';
import type { OrgSchema } from '../schema.ts';
import { isoInstant } from '../values.ts';
import { type Activity, companyResponse } from './engagement.ts';
import { activityLookup, dealQuestion, engagementQuestions, recordQuery } from './questions.ts';
import { toRecord } from './record.ts';

export interface SchemaSource {
  current(): Promise<OrgSchema>;
  /** Reads it anew: a field that was there is not there any more. */
  renew(): Promise<OrgSchema>;
}

/** What the questions about some of the records are named by. */
const nameIn = (part: number, name: string) => `${name}${part}`;

/**
 * Reads records with company, deals and engagement: up to 500 in one call. Deals and engagement are
 * left out where the connected user may not see them.
 */
export function createReader(
  client: SalesforceClient,
  schemas: SchemaSource,
  runtime: Pick<Runtime, 'now'>,
) {
  async function readSome(
    schema: OrgSchema,
    object: ObjectType,
    ids: readonly string[],
    extraFields: readonly string[],
  ): Promise<Map<string, ReadResult>> {
    const now = runtime.now();
    const { fields, capacity, question } = recordQuery(schema, object, extraFields);
    const parts = chunks(ids, capacity);
    const questions = parts.flatMap((some, part) =>
      [
        question(some),
        ...engagementQuestions(schema, object, some, now.toISOString()),
        ...dealQuestion(schema, object, some),
      ].map((one) => ({ ...one, name: nameIn(part, one.name) })),
    );
    const answers = await ask(client, questions);
    const rowsOf = (name: string, told: (rows: Rows | undefined) => readonly Row[]) =>
      parts.flatMap((_, part) => told(answers.get(nameIn(part, name))));
    const records = rowsOf('records', readableRecords);
    const deals = Map.groupBy(rowsOf('deals', visibleDeals), (deal) => textIn(deal, 'AccountId'));
    const lookup = activityLookup(object);
    const latest = {
      meeting: latestBy(lookup, rowsOf('meetings', toldActivity)),
      task: latestBy(lookup, rowsOf('tasks', toldActivity)),
      reply: latestBy('RelationId', rowsOf('replies', toldActivity)),
    };
    const metrics = firstBy('BaseId', rowsOf('metrics', toldActivity));
    const responses = firstBy('account', rowsOf('responses', toldActivity));
    const context = { origin: client.origin(), prefix: schema.prefix, now };
    return new Map(
      records.map((row): [string, ReadResult] => {
        const id = textIn(row, 'Id') ?? '';
        if (row.IsConverted === true) {
          return [id, { ok: false, error: convertedLead(textIn(row, 'ConvertedContactId')) }];
        }
        const accountId = object === 'company' ? id : textIn(row, 'AccountId');
        const activity: Activity = {
          meeting: latest.meeting.get(id) ?? null,
          task: latest.task.get(id) ?? null,
          reply: latest.reply.get(id) ?? null,
          metric: metrics.get(id) ?? null,
          response: companyResponse(responses.get(id), now),
        };
        const own = accountId === null ? [] : (deals.get(accountId) ?? []);
        const parts = { object, row, fields, deals: own, activity };
        return [id, { ok: true, record: toRecord(context, parts) }];
      }),
    );
  }

  async function readCurrent(
    object: ObjectType,
    ids: readonly string[],
    extraFields: readonly string[],
  ): Promise<Map<string, ReadResult>> {
    const schema = await schemas.current();
    try {
      return await readSome(schema, object, ids, extraFields);
    } catch (error) {
      if (!isCrmError(error) || !(namesUnknownField(error) || isAboutObject(error))) throw error;
      return readSome(await schemas.renew(), object, ids, extraFields);
    }
  }

  /** One entry per distinct id, by the id as it was given. @throws CrmError when nothing could be read */
  return async function read(
    object: ObjectType,
    ids: readonly string[],
    extraFields: readonly string[],
  ): Promise<Map<string, ReadResult>> {
    const given = new Map([...new Set(ids)].map((id) => [id, toId18(id)]));
    const { keyPrefix = null } = (await schemas.current()).object(objectNames[object]) ?? {};
    const wanted = [...new Set(given.values())].filter(
      (id) => id !== null && isIdOf(keyPrefix, id),
    ) as string[];
    const byId =
      wanted.length > 0 ? await readCurrent(object, wanted, extraFields) : new Map<string, never>();
    return new Map(
      [...given].map(([id, long]): [string, ReadResult] => [
        id,
        byId.get(long ?? '') ?? { ok: false, error: notFound() },
      ]),
    );
  };
}

function namesUnknownField(error: CrmError): boolean {
  return error.fields.some(({ code }) => fieldLevelCodes.has(code));
}

/** An object in the query is not there any more: an administrator has taken the right to it away. */
function isAboutObject({ kind, crmStatus }: CrmError): boolean {
  return kind === 'missing_scope' && crmStatus === 400;
}

/** @throws CrmError: without the records there is nothing */
function readableRecords(rows: Rows | undefined): readonly Row[] {
  if (rows?.ok) return rows.rows;
  throw rows?.error ?? notFound();
}

/**
 * Deals the user may not see are not there. What else goes wrong is a failure: without the deals that
 * stand there another would be made beside them.
 */
function visibleDeals(rows: Rows | undefined): readonly Row[] {
  if (!rows) return [];
  if (rows.ok) return rows.rows;
  if (rows.error.kind === 'missing_scope') return [];
  throw rows.error;
}

/** Activity that an org will not tell of is unknown; for what it could tell in a moment, ask again. */
function toldActivity(rows: Rows | undefined): readonly Row[] {
  if (!rows) return [];
  if (rows.ok) return rows.rows;
  if (rows.error.retryable || namesUnknownField(rows.error)) throw rows.error;
  return [];
}

function firstBy(column: string, rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [textIn(row, column) ?? '', row]));
}

function latestBy(lookup: string, rows: readonly Row[]): Map<string, string | null> {
  return new Map(rows.map((row) => [textIn(row, lookup) ?? '', momentIn(row)]));
}

/** A day counts from its beginning. */
function momentIn(row: Row): string | null {
  const latest = textIn(row, 'latest') ?? '';
  return isoInstant(/^\d{4}-\d{2}-\d{2}$/.test(latest) ? `${latest}T00:00:00Z` : latest);
}
