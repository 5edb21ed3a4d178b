/**
 * Carries out many writes of one kind in the fewest calls and never loses the good ones to a bad one:
 * refused properties are left out and reported, refused batches are halved until the culprit is alone.
 */
import type { WriteOutcome } from '../../connector.ts';
import { CrmError, type RejectedField } from '../../errors.ts';
import { batchSize, chunks } from '../api.ts';
import type { BatchAnswer, BatchFault, HubSpotObject } from '../api-types.ts';
import { internalError } from '../errors.ts';

export interface Entry {
  readonly key: string;
  readonly properties: Readonly<Record<string, string>>;
  /** Properties HubSpot refused and that were left out. */
  readonly rejected: readonly RejectedField[];
}

export type Outcomes = Map<string, WriteOutcome>;

export interface BatchWriter<E extends Entry> {
  /** Sends at most 100; the trace id of an entry is its position. @throws CrmError */
  send(entries: readonly E[]): Promise<BatchAnswer>;
  /** Whether the object answered is this entry's; HubSpot keeps no order. */
  owns(entry: E, object: HubSpotObject): boolean;
  /** Whether the entry still means the same without the property. */
  isOptional(property: string): boolean;
  url(entry: E, id: string): string | null;
  /** An object answered to a batch of one is that one's, whatever it looks like by now. */
  readonly creates?: boolean;
  /** What stands there already of entries refused as duplicates; absent where nothing can. */
  findExisting?(entries: readonly E[]): Promise<Outcomes>;
}

/** An outcome for every entry. Never throws. */
export async function writeBatches<E extends Entry>(
  entries: readonly E[],
  writer: BatchWriter<E>,
): Promise<Outcomes> {
  const settled = await Promise.all(chunks(entries, batchSize).map((part) => settle(part, writer)));
  return new Map(settled.flatMap((outcomes) => [...outcomes]));
}

async function settle<E extends Entry>(
  entries: readonly E[],
  writer: BatchWriter<E>,
): Promise<Outcomes> {
  let answer: BatchAnswer;
  try {
    answer = await writer.send(entries);
  } catch (failure) {
    return settleRefused(entries, internalError(failure), writer);
  }
  const outcomes: Outcomes = new Map();
  const again: Promise<Outcomes>[] = [];
  const duplicates: { entry: E; error: CrmError }[] = [];
  const left = new Set(answer.faults);
  const isAlone =
    writer.creates && entries.length === 1 && answer.objects.length === 1 && left.size === 0;
  for (const [position, entry] of entries.entries()) {
    const object = answer.objects.find((one) => isAlone || owns(writer, entry, one, position));
    const lone = entries.length === 1 ? answer.faults[0] : undefined;
    const fault = object ? undefined : (takeFault(left, entry, position) ?? lone);
    if (object) {
      const { id } = object;
      const url = writer.url(entry, id);
      outcomes.set(entry.key, {
        status: 'applied',
        id,
        url,
        existing: false,
        rejected: entry.rejected,
      });
    } else if (fault?.error.kind === 'conflict' && writer.findExisting) {
      duplicates.push({ entry, error: fault.error });
    } else if (fault && !provesNothing(writer, fault)) {
      again.push(settleRefused([entry], fault.error, writer));
    } else {
      outcomes.set(entry.key, { status: 'unknown', error: unaccounted() });
    }
  }
  const [duplicate] = duplicates;
  if (duplicate) {
    const all = duplicates.map(({ entry }) => entry);
    again.push(settleRefused(all, duplicate.error, writer));
  }
  for (const part of await Promise.all(again)) {
    for (const [key, outcome] of part) outcomes.set(key, outcome);
  }
  return outcomes;
}

/** After a refusal of a kind we do not know, the record may stand there all the same. */
function provesNothing<E extends Entry>(writer: BatchWriter<E>, { error }: BatchFault): boolean {
  return writer.creates === true && error.kind === 'unexpected';
}

function owns<E extends Entry>(
  writer: BatchWriter<E>,
  entry: E,
  object: HubSpotObject,
  position: number,
): boolean {
  return object.traceId === null ? writer.owns(entry, object) : object.traceId === `${position}`;
}

function takeFault(left: Set<BatchFault>, entry: Entry, position: number): BatchFault | undefined {
  for (const fault of left) {
    const mine =
      fault.traceId === null
        ? 'id' in entry && typeof entry.id === 'string' && fault.ids.includes(entry.id)
        : fault.traceId === `${position}`;
    if (mine) return fault;
  }
  return undefined;
}

/** Nothing of these entries was written, or HubSpot cannot say whether. */
async function settleRefused<E extends Entry>(
  entries: readonly E[],
  error: CrmError,
  writer: BatchWriter<E>,
): Promise<Outcomes> {
  if (error.outcomeUnknown) return allOf(entries, { status: 'unknown', error });

  if (error.kind === 'conflict' && writer.findExisting) {
    const existing = await writer.findExisting(entries);
    const rest = entries.filter((entry) => !existing.has(entry.key));
    if (rest.length === entries.length) return halve(entries, error, writer);
    const others = rest.length > 0 ? await settle(rest, writer) : new Map();
    return new Map([...existing, ...others]);
  }

  if (error.kind === 'validation') {
    const slimmer = withoutRefused(entries, error, writer);
    if (slimmer) return settle(slimmer, writer);
  }
  return halve(entries, error, writer);
}

/** Refusals of the property itself: they hold for every entry that carries it. */
const propertyLevelCodes = new Set(['PROPERTY_DOESNT_EXIST', 'READ_ONLY_VALUE']);

/**
 * The entries without what HubSpot refused; null when that is not known for sure, or when nothing of
 * an entry would be left. A refused value says nothing of the other entries of a batch, so those wait
 * until the entry is alone.
 */
function withoutRefused<E extends Entry>(
  entries: readonly E[],
  error: CrmError,
  writer: BatchWriter<E>,
): E[] | null {
  const refused = new Map<string, RejectedField>();
  for (const one of error.fields) {
    if (one.field === null || !writer.isOptional(one.field)) return null;
    if (entries.length > 1 && !propertyLevelCodes.has(one.code)) return null;
    refused.set(one.field, one);
  }
  let changed = false;
  const slimmer: E[] = [];
  for (const entry of entries) {
    const kept = Object.entries(entry.properties).filter(([name]) => !refused.has(name));
    if (kept.length === 0) return null;
    const dropped = [...refused.values()].filter(({ field }) => field && field in entry.properties);
    changed ||= dropped.length > 0;
    slimmer.push({
      ...entry,
      properties: Object.fromEntries(kept),
      rejected: [...entry.rejected, ...dropped],
    });
  }
  return changed ? slimmer : null;
}

const onePartCanSpoilABatch = new Set(['validation', 'conflict', 'not_found', 'unexpected']);

async function halve<E extends Entry>(
  entries: readonly E[],
  error: CrmError,
  writer: BatchWriter<E>,
): Promise<Outcomes> {
  if (entries.length === 1 || !onePartCanSpoilABatch.has(error.kind) || error.crmStatus === null) {
    return allOf(entries, { status: 'failed', error });
  }
  const middle = Math.ceil(entries.length / 2);
  const halves = [entries.slice(0, middle), entries.slice(middle)];
  const settled = await Promise.all(halves.map((half) => settle(half, writer)));
  return new Map(settled.flatMap((outcomes) => [...outcomes]));
}

function allOf(entries: readonly Entry[], outcome: WriteOutcome): Outcomes {
  return new Map(entries.map((entry) => [entry.key, outcome]));
}

function unaccounted(): CrmError {
  return new CrmError(
    'unexpected',
    'HubSpot did not say what became of this change. oppSpot reads it back before anything is sent again.',
    { crmStatus: null, outcomeUnknown: true },
  );
}
