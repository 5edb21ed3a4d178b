/**
 * Writes rows until each has its outcome: refused fields are left out and reported, rows that somebody
 * else holds are sent again, and a bad row never takes the good ones with it.
 */
import type { WriteOutcome } from '../../connector.ts';
import type { CrmError, CrmErrorKind } from '../../errors.ts';
import type { SalesforceClient } from '../client.ts';
import { chunks, rowsPerCollection } from '../composite.ts';
import { internalError } from '../errors.ts';
import { recordUrl } from '../links.ts';
import { ask, textIn } from '../query.ts';
import { inList } from '../soql.ts';
import { type Entry, without } from './entry.ts';
import type { RowAnswer } from './row-answer.ts';
import { sendRows } from './rows.ts';

export type Outcomes = Map<string, WriteOutcome>;

const oneRowCanSpoilTheRest: ReadonlySet<CrmErrorKind> = new Set([
  'validation',
  'not_found',
  'conflict',
  'unexpected',
]);

interface Pending {
  readonly entry: Entry;
  readonly isAlone: boolean;
  /** How often somebody else held the row, and what Salesforce said last. */
  readonly held: number;
  readonly heldBy: CrmError | null;
}

type Next =
  | { readonly state: 'settled'; readonly outcome: WriteOutcome }
  | { readonly state: 'again'; readonly pending: Pending };

/** An outcome for every entry. Never throws. */
export async function settleRows(
  client: SalesforceClient,
  entries: readonly Entry[],
): Promise<Outcomes> {
  const outcomes: Outcomes = new Map();
  let pending = entries.map((entry): Pending => {
    return { entry, isAlone: false, held: 0, heldBy: null };
  });
  while (pending.length > 0) {
    const { now, later } = firstOfEachRecord(pending);
    const alone = now.filter(({ isAlone }) => isAlone).map(({ entry }) => entry.key);
    const sent = now.map(({ entry }) => entry);
    const answers = await sendRows(client, sent, new Set(alone));
    const again: Pending[] = [];
    const taken: Pending[] = [];
    for (const one of now) {
      const next = follow(client, one, answers.get(one.entry.key));
      if (next.state === 'again') again.push(next.pending);
      else if (isTaken(one.entry, next.outcome)) taken.push(one);
      if (next.state === 'settled') outcomes.set(one.entry.key, next.outcome);
    }
    const existing = await existingRows(
      client,
      taken.map(({ entry }) => entry),
    );
    for (const [key, outcome] of existing) outcomes.set(key, outcome);
    pending = [...(await freed(client, again, outcomes)), ...later];
  }
  return outcomes;
}

/** What is to be sent again, after a pause when somebody holds a row; what was held too often fails. */
async function freed(
  client: SalesforceClient,
  again: readonly Pending[],
  outcomes: Outcomes,
): Promise<readonly Pending[]> {
  const longest = again.toSorted((a, b) => b.held - a.held)[0];
  if (!longest?.heldBy || (await client.pause(longest.held, longest.heldBy))) return again;
  return again.filter(({ entry, heldBy }) => {
    if (heldBy) outcomes.set(entry.key, { status: 'failed', error: heldBy });
    return heldBy === null;
  });
}

/** A collection must not name a record twice: a second change waits for the first. */
function firstOfEachRecord(pending: readonly Pending[]) {
  const seen = new Set<string>();
  const now: Pending[] = [];
  const later: Pending[] = [];
  for (const one of pending) {
    const id = one.entry.id ?? one.entry.key;
    (seen.has(id) ? later : now).push(one);
    seen.add(id);
  }
  return { now, later };
}

function follow(client: SalesforceClient, pending: Pending, answer: RowAnswer | undefined): Next {
  const { entry } = pending;
  if (answer?.ok === true) {
    return settled(applied(client, entry, answer.id, answer.existing));
  }
  if (!answer) return settled({ status: 'unknown', error: internalError(null) });
  const { what, error } = answer;
  if (error.outcomeUnknown) return settled({ status: 'unknown', error });
  if (what === 'call') return settled({ status: 'failed', error });
  if (what === 'rows' && oneRowCanSpoilTheRest.has(error.kind)) {
    return { state: 'again', pending: { ...pending, isAlone: true, heldBy: null } };
  }
  if (error.kind === 'transient') {
    const held = pending.held + 1;
    return { state: 'again', pending: { ...pending, held, heldBy: error } };
  }
  const slimmer = error.kind === 'validation' ? without(entry, error.fields) : null;
  if (slimmer) return { state: 'again', pending: { ...pending, entry: slimmer, heldBy: null } };
  return settled({ status: 'failed', error });
}

function settled(outcome: WriteOutcome): Next {
  return { state: 'settled', outcome };
}

function applied(
  client: SalesforceClient,
  entry: Entry,
  id: string,
  isExisting: boolean,
): WriteOutcome {
  return {
    status: 'applied',
    id,
    url: recordUrl(client.origin(), entry.object, id),
    existing: isExisting,
    rejected: isExisting ? [] : entry.rejected,
  };
}

/** A record that was to be created and stands there already, or another one with its key. */
function isTaken({ id }: Entry, outcome: WriteOutcome): boolean {
  return id === null && outcome.status === 'failed' && outcome.error.kind === 'conflict';
}

/** Refused keys are only ours if records that carry them can be read; nothing is said of others. */
async function existingRows(
  client: SalesforceClient,
  entries: readonly Entry[],
): Promise<Outcomes> {
  const outcomes: Outcomes = new Map();
  const groups = [...Map.groupBy(entries, ({ object }) => object).values()]
    .flatMap((some) => chunks(some, rowsPerCollection))
    .map((some, index) => ({
      entries: some,
      name: `taken${index}`,
      field: some[0]?.keyField?.name,
    }));
  const questions = groups.flatMap(({ entries: some, name, field }) => {
    const object = some[0]?.object;
    const soql = `SELECT Id, ${field} FROM ${object} WHERE ${inList(field ?? '', some.map(keyOf))}`;
    return field === undefined ? [] : [{ name, soql }];
  });
  const answers = await ask(client, questions).catch(internalError);
  for (const { entries: some, name, field = '' } of groups) {
    const answer =
      answers instanceof Map ? answers.get(name) : { ok: false as const, error: answers };
    for (const entry of some) {
      if (answer?.ok === false) {
        // It stands there already and we cannot see it: it must not be sent again.
        outcomes.set(entry.key, { status: 'unknown', error: answer.error });
        continue;
      }
      const row = answer?.rows.find((one) => textIn(one, field) === keyOf(entry));
      const id = row && textIn(row, 'Id');
      if (id) outcomes.set(entry.key, applied(client, entry, id, true));
    }
  }
  return outcomes;
}

function keyOf({ keyField, values }: Entry): string {
  return String(values[keyField?.name ?? ''] ?? '');
}
