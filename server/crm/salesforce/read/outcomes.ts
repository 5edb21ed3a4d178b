import type { ObjectType } from '../../../../shared/plan/plan.ts';
import type { OutcomeQuestion, RecordOutcome } from '../../connector.ts';
import { type EndedDeal, outcomeOfDeals } from '../../deal-outcome.ts';
import type { SalesforceClient } from '../client.ts';
import { chunks } from '../composite.ts';
import { toId18 } from '../ids.ts';
import { objectNames } from '../links.ts';
import { ask, type Question, type Row, type Rows, rowIn, textIn } from '../query.ts';
import type { OrgSchema } from '../schema.ts';
import { idsThatFit, inList } from '../soql.ts';
import type { SchemaSource } from './read.ts';

/** So that their opportunities stay few answers. */
const recordsAtMost = 200;

/** `Closed - Not Converted` is Salesforce's own; orgs write such statuses of theirs in these words. */
const disqualified = /\b(?:not converted|unqualified|disqualified)\b/i;

/**
 * Reads outcomes in lists as long as a query's address takes. Leads are converted or disqualified; accounts
 * and contacts have opportunities, contacts those in which they play a part. Opportunities that the connected
 * user may not see are not there.
 * @throws CrmError
 */
export function createOutcomeReader(client: SalesforceClient, schemas: SchemaSource) {
  return async function readOutcomes(
    object: ObjectType,
    records: readonly OutcomeQuestion[],
  ): Promise<Map<string, RecordOutcome>> {
    const schema = await schemas.current();
    const questions = questionsOf(schema, object);
    const longest = Math.max(...questions([]).map(({ soql }) => soql.length), 0);
    const size = Math.min(recordsAtMost, idsThatFit(' '.repeat(longest)));
    // What is no id would have the whole question refused.
    const byId = new Map(
      records.flatMap((one): [string, OutcomeQuestion][] => {
        const id = toId18(one.id);
        return id === null ? [] : [[id, one]];
      }),
    );
    const results = new Map<string, RecordOutcome>();
    for (const ids of chunks([...byId.keys()], size)) {
      const answers = await ask(client, questions(ids));
      const deals = Map.groupBy(visible(answers.get('deals')), dealKey(object));
      for (const row of known(answers.get('records'))) {
        const id = textIn(row, 'Id') ?? '';
        const question = byId.get(id);
        if (!question) continue;
        const { after } = question;
        const ended = (deals.get(id) ?? []).flatMap((deal) => toEnded(deal, after));
        const told = object === 'lead' ? leadOutcome(row, after) : outcomeOfDeals(ended, after);
        results.set(question.id, told);
      }
    }
    return results;
  };
}

function questionsOf(schema: OrgSchema, object: ObjectType) {
  const opportunity = schema.object('Opportunity');
  // The day is what people typed; when the stage last changed is when it was closed.
  const dealFields = ['IsWon', 'IsClosed', 'CloseDate', 'LastStageChangeDate'].filter((name) =>
    opportunity?.field(name),
  );
  return (ids: readonly string[]): Question[] => {
    const fields = object === 'lead' ? leadFields(schema) : ['Id'];
    const own = {
      name: 'records',
      soql: `SELECT ${fields.join(', ')} FROM ${objectNames[object]} WHERE ${inList('Id', ids)}`,
    };
    if (object === 'lead' || !dealFields.includes('IsClosed')) return [own];
    if (object === 'company') {
      if (!opportunity?.field('AccountId')) return [own];
      const soql = `SELECT AccountId, ${dealFields.join(', ')} FROM Opportunity WHERE ${inList('AccountId', ids)}`;
      return [own, { name: 'deals', soql }];
    }
    if (!schema.object('OpportunityContactRole')) return [own];
    const selected = dealFields.map((name) => `Opportunity.${name}`).join(', ');
    const soql = `SELECT ContactId, ${selected} FROM OpportunityContactRole WHERE ${inList('ContactId', ids)}`;
    return [own, { name: 'deals', soql }];
  };
}

function leadFields(schema: OrgSchema): string[] {
  const wanted = ['Id', 'IsConverted', 'ConvertedDate', 'Status'];
  return wanted.filter((name) => schema.object('Lead')?.field(name));
}

const dealKey = (object: ObjectType) => (row: Row) =>
  textIn(row, object === 'company' ? 'AccountId' : 'ContactId');

/** A lead that is converted cannot be enriched any more, so it was converted after. */
function leadOutcome(row: Row, after: Date): RecordOutcome {
  if (row.IsConverted === true) {
    const day = textIn(row, 'ConvertedDate');
    return { state: 'won', since: day === null ? null : notBefore(day, after) };
  }
  const isDisqualified = disqualified.test(textIn(row, 'Status') ?? '');
  return isDisqualified ? { state: 'lost', since: null } : { state: 'open' };
}

function toEnded(row: Row, after: Date): EndedDeal[] {
  const deal = rowIn(row, 'Opportunity') ?? row;
  if (deal.IsClosed !== true) return [{ isWon: false, closedAt: null }];
  const moment = textIn(deal, 'LastStageChangeDate');
  const day = textIn(deal, 'CloseDate');
  if (moment !== null) return [{ isWon: deal.IsWon === true, closedAt: new Date(moment) }];
  // Of the day itself nobody knows whether it was before.
  return day === null ? [] : [{ isWon: deal.IsWon === true, closedAt: notBefore(day, after) }];
}

/** When a day began; of the day of `after` the moment that follows it. */
function notBefore(day: string, after: Date): Date {
  const start = new Date(`${day.slice(0, 10)}T00:00:00Z`);
  const isSameDay = day.slice(0, 10) === after.toISOString().slice(0, 10);
  return isSameDay ? new Date(after.getTime() + 1) : start;
}

/** @throws CrmError: without the records there is nothing */
function known(rows: Rows | undefined): readonly Row[] {
  if (rows?.ok) return rows.rows;
  throw rows?.error ?? new Error('Salesforce did not answer for the records');
}

function visible(rows: Rows | undefined): readonly Row[] {
  if (!rows) return [];
  if (rows.ok) return rows.rows;
  if (rows.error.kind === 'missing_scope') return [];
  throw rows.error;
}
