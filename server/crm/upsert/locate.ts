/** Which record is meant: the one it was before, else the only one that fits; never a guess. */
import { AppError } from '../../errors.ts';
import { CrmError, isCrmError } from '../errors.ts';
import type { Match, UpsertDesk } from './desk.ts';
import type {
  EntityObject,
  EntityValues,
  FoundBy,
  FoundRecord,
  Identity,
  NotUpserted,
} from './entity.ts';

/** A record to bring about. */
export interface Job {
  readonly key: string;
  readonly identity: Identity;
  readonly values: EntityValues;
  readonly recordId: string | null;
  /** Nothing but this record will do: it is the company that its contact belongs to already. */
  readonly isTied: boolean;
}

export type Located =
  | { readonly ok: true; readonly found: FoundRecord | null; readonly by: FoundBy | null }
  | { readonly ok: false; readonly outcome: NotUpserted };

/** One for every job. Never throws. */
export async function locate(
  desk: UpsertDesk,
  object: EntityObject,
  jobs: readonly Job[],
  fields: readonly string[],
): Promise<Map<string, Located>> {
  const known = jobs.filter(({ recordId }) => recordId !== null);
  const others = jobs.filter(({ recordId }) => recordId === null);
  const [byId, searched] = await Promise.all([
    locateKnown(desk, object, known, fields),
    search(desk, object, others, fields),
  ]);
  const gone = known.filter(({ key }) => !byId.has(key));
  const tied = gone.filter(({ isTied }) => isTied).map(({ key }) => [key, nowhere()] as const);
  const again = await search(
    desk,
    object,
    gone.filter(({ isTied }) => !isTied),
    fields,
  );
  return new Map([...byId, ...searched, ...tied, ...again]);
}

async function locateKnown(
  desk: UpsertDesk,
  object: EntityObject,
  jobs: readonly Job[],
  fields: readonly string[],
): Promise<Map<string, Located>> {
  const ids = [...new Set(jobs.map(({ recordId }) => recordId ?? ''))];
  if (ids.length === 0) return new Map();
  try {
    const records = await desk.read(object, ids, fields);
    return new Map(
      jobs.flatMap(({ key, recordId }) => {
        const found = records.get(recordId ?? '');
        return found ? [[key, { ok: true, found, by: null }] as const] : [];
      }),
    );
  } catch (error) {
    return allFailed(jobs, error);
  }
}

async function search(
  desk: UpsertDesk,
  object: EntityObject,
  jobs: readonly Job[],
  fields: readonly string[],
): Promise<Map<string, Located>> {
  const nameless = jobs.filter((job) => !isRecognisable(job.identity));
  const wanted = jobs.filter((job) => isRecognisable(job.identity));
  const located = new Map<string, Located>(
    nameless.map(({ key }) => [key, failed(unidentified(object))]),
  );
  if (wanted.length === 0) return located;
  try {
    const matches = await desk.find(object, wanted, fields);
    for (const { key } of wanted) located.set(key, chosen(object, matches.get(key)));
  } catch (error) {
    return new Map([...located, ...allFailed(wanted, error)]);
  }
  return located;
}

function chosen(object: EntityObject, match: Match | undefined): Located {
  if (!match) return nowhere();
  if (!match.ok) return failed(match.error);
  const [first, second] = match.records;
  if (!first) return nowhere();
  if (second) return failed(ambiguous(object, match.by, match.records));
  return { ok: true, found: first, by: match.by };
}

const nowhere = (): Located => ({ ok: true, found: null, by: null });

function isRecognisable({ email, domain, name }: Identity): boolean {
  return email !== null || domain !== null || name !== null;
}

/** Whether a record is the one an identity speaks of, as far as both say anything. */
export function isSame(identity: Identity, found: FoundRecord): boolean {
  if (identity.domain !== null && found.domain !== null) return identity.domain === found.domain;
  if (identity.name === null || found.name === null) return false;
  return identity.name.toLowerCase() === found.name.trim().toLowerCase();
}

function allFailed(jobs: readonly Job[], error: unknown): Map<string, Located> {
  return new Map(jobs.map(({ key }) => [key, failed(error)]));
}

function failed(error: unknown): Located {
  return { ok: false, outcome: { status: 'failed', error: asAppError(error) } };
}

/** Nothing was written when it was thrown. */
function asAppError(error: unknown): AppError {
  if (isCrmError(error) || error instanceof AppError) return error;
  return new CrmError(
    'unexpected',
    'The connection to the CRM failed on our side. Tell support if it happens again.',
    { crmStatus: null, cause: error },
  );
}

const plural = { contact: 'contacts', company: 'companies' } as const;
const sharedBy: Readonly<Record<FoundBy, string>> = {
  key: 'oppSpot key',
  email: 'e-mail address',
  domain: 'web domain',
  name: 'name',
};

function ambiguous(object: EntityObject, by: FoundBy, found: readonly FoundRecord[]): AppError {
  const shown = found.slice(0, 5).map(({ ref }) => ref.id);
  const more = found.length > shown.length ? ', …' : '';
  return new AppError(
    `The CRM has ${found.length} ${plural[object]} with this ${sharedBy[by]} (${shown.join(', ')}${more}). Merge them there, then send it again.`,
    { code: 'ambiguous', status: 409 },
  );
}

function unidentified(object: EntityObject): AppError {
  return new AppError(
    object === 'contact'
      ? 'A contact cannot be recognised without an e-mail address. Send one and try again.'
      : 'A company cannot be recognised without a name, web domain or website of its own. Send one and try again.',
    { code: 'unidentified', status: 422, field: object === 'contact' ? 'email' : 'domain' },
  );
}
