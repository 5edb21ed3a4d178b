/** Asks sources whether they say something else by now, each once however many records rest on it. */
import pLimit from 'p-limit';
import type { Logger } from 'pino';
import type { Looks } from '../research/looks.ts';
import type { Marks, Seen } from '../research/marks.ts';
import { isSourceFailure } from '../research/providers/failure.ts';
import type { Runtime } from '../runtime.ts';
import type { Database } from '../store/database.ts';
import { getSourceMarks, keepSourceMarks } from '../store/source-marks.ts';

interface LookingDependencies {
  readonly database: Pick<Database, 'asSystem'>;
  readonly runtime: Pick<Runtime, 'now'>;
  readonly looks: Looks;
  readonly logger: Pick<Logger, 'warn'>;
}

/** What somebody, of whatever tenant, saw so lately is not asked again: half of the shortest schedule. */
const FRESH_MS = 12 * 3_600_000;
const LOOKS_AT_ONCE = 8;

export interface Looked {
  /** What sources come to now, by subject; one that did not answer has no entry. */
  readonly seen: ReadonlyMap<string, string>;
  /** Nobody was asked about them any more: the time was over. */
  readonly skipped: ReadonlySet<string>;
}

/** A failed look says neither that something changed nor that nothing did. */
export async function lookAtSources(
  { database, runtime, looks, logger }: LookingDependencies,
  subjects: readonly string[],
  signal: AbortSignal,
): Promise<Looked> {
  const skipped = new Set<string>();
  const wanted = [...new Set(subjects)];
  const known = await database.asSystem((trx) => getSourceMarks(trx, wanted));
  const freshSince = runtime.now().getTime() - FRESH_MS;
  const digests = new Map<string, string>();
  const found = new Map<string, Seen>();
  const atOnce = pLimit(LOOKS_AT_ONCE);
  await Promise.all(
    wanted.map((subject) =>
      atOnce(async () => {
        const before = known.get(subject);
        if (before && before.seenAt.getTime() > freshSince) {
          digests.set(subject, before.digest);
          return;
        }
        if (signal.aborted) {
          skipped.add(subject);
          return;
        }
        try {
          const answer = await looks.at(subject, before?.validators ?? null);
          const now = answer === 'same' ? before : answer;
          if (!now) return;
          digests.set(subject, now.digest);
          found.set(subject, { digest: now.digest, validators: now.validators });
        } catch (err) {
          // Sources fail every day; what fails of ours is worth a line.
          if (!isSourceFailure(err)) logger.warn({ err, subject }, 'a look went wrong');
        }
      }),
    ),
  );
  await database.asSystem((trx) => keepSourceMarks(trx, found, runtime.now()));
  return { seen: digests, skipped };
}

/** Whether a source that answered says something else than an enrichment rests on. */
export function isChanged(marks: Marks, seen: ReadonlyMap<string, string>): boolean {
  return Object.entries(marks).some(([subject, digest]) => {
    const now = seen.get(subject);
    return now !== undefined && now !== digest;
  });
}
