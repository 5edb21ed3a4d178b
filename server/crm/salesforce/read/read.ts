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
import type { Activity } from './engagement.ts';
import { activityLookup, dealQuestion, engagementQuestions, recordQuestion } from './questions.ts';
import { toRecord } from './record.ts';

/** Of one round; the list stands in each query. */
const recordsPerCall = 200;

export interface SchemaSource {
  current(): Promise<OrgSchema>;
  /** Reads it anew: a field that was there is not there any more. */
  renew(): Promise<OrgSchema>;
}

/**
 * Reads records with company, deals and engagement: 200 in one call. Deals and engagement are left out
 * where the connected user may not see them.
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
    const { question, fields } = recordQuestion(schema, object, ids, extraFields);
    const answers = await ask(client, [
      question,
      ...engagementQuestions(schema, object, ids, now.toISOString()),
      ...dealQuestion(schema, object, ids),
    ]);
    const records = answers.get('records');
    if (!records?.ok) throw records?.error ?? notFound();
    const deals = visibleDeals(answers.get('deals'));
    const lookup = activityLookup(object);
    const latest = {
      meeting: latestBy(lookup, toldActivity(answers.get('meetings'))),
      task: latestBy(lookup, toldActivity(answers.get('tasks'))),
      reply: latestBy('RelationId', toldActivity(answers.get('replies'))),
    };
    const context = { origin: client.origin(), prefix: schema.prefix, now };
    return new Map(
      records.rows.map((row): [string, ReadResult] => {
        const id = textIn(row, 'Id') ?? '';
        if (row.IsConverted === true) {
          return [id, { ok: false, error: convertedLead(textIn(row, 'ConvertedContactId')) }];
        }
        const accountId = object === 'company' ? id : textIn(row, 'AccountId');
        const activity: Activity = {
          meeting: latest.meeting.get(id) ?? null,
          task: latest.task.get(id) ?? null,
          reply: latest.reply.get(id) ?? null,
        };
        const own = deals.filter((deal) => accountId && textIn(deal, 'AccountId') === accountId);
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
      if (!isCrmError(error) || !namesUnknownField(error)) throw error;
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
    const found = await Promise.all(
      chunks(wanted, recordsPerCall).map((some) => readCurrent(object, some, extraFields)),
    );
    const byId = new Map(found.flatMap((part) => [...part]));
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

function latestBy(lookup: string, rows: readonly Row[]): Map<string, string | null> {
  return new Map(rows.map((row) => [textIn(row, lookup) ?? '', momentIn(row)]));
}

/** A day counts from its beginning. */
function momentIn(row: Row): string | null {
  const latest = textIn(row, 'latest') ?? '';
  return isoInstant(/^\d{4}-\d{2}-\d{2}$/.test(latest) ? `${latest}T00:00:00Z` : latest);
}
