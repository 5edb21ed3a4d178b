/**
 * Key rotation asked of the server that has the embedded database open: nobody else may open it. The
 * command leaves a request beside the key and waits for the answer.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { z } from 'zod';
import { SecretError } from './errors.ts';
import {
  type RotationDependencies,
  type RotationReport,
  rotateKeys,
  rotationReport,
} from './rotate.ts';

const request = z.strictObject({ id: z.uuid(), dryRun: z.boolean() });
const answer = z.strictObject({
  id: z.uuid(),
  report: rotationReport.nullable(),
  error: z.string().nullable(),
});

const pollMs = 500;
const filesIn = (directory: string) => ({
  request: join(directory, 'rotation-request.json'),
  answer: join(directory, 'rotation-answer.json'),
});

/**
 * Has the running server rotate.
 * @param directory where the server looks; see `keyDirectory`
 * @throws SecretError `rotation_unanswered`, `rotation_failed`
 */
export async function requestRotation(
  directory: string,
  { dryRun, timeoutMs = 60_000 }: { readonly dryRun: boolean; readonly timeoutMs?: number },
): Promise<RotationReport> {
  const files = filesIn(directory);
  const id = randomUUID();
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  writeWhole(files.request, { id, dryRun } satisfies z.infer<typeof request>);
  const deadline = performance.now() + timeoutMs;
  while (performance.now() < deadline) {
    await delay(pollMs);
    const found = read(files.answer, answer);
    if (found?.id !== id) continue;
    rmSync(files.answer, { force: true });
    if (found.report) return found.report;
    throw new SecretError('rotation_failed', `The server could not rotate: ${found.error}`);
  }
  rmSync(files.request, { force: true });
  throw new SecretError(
    'rotation_unanswered',
    'The server that has the database open did not answer. Stop it and run this again.',
  );
}

/** Answers requests until `signal`. */
export async function answerRotations(
  {
    directory,
    logger,
    ...deps
  }: RotationDependencies & {
    readonly directory: string;
    readonly logger: Pick<Logger, 'info' | 'warn'>;
  },
  signal: AbortSignal,
): Promise<void> {
  const files = filesIn(directory);
  while (!signal.aborted) {
    const asked = read(files.request, request);
    if (asked) {
      const outcome = await rotateKeys(deps, asked).then(
        (report) => ({ report, error: null }),
        (error: unknown) => {
          logger.warn({ err: error }, 'the keys could not be rotated');
          return { report: null, error: error instanceof Error ? error.message : String(error) };
        },
      );
      if (outcome.report) logger.info({ keysInUse: outcome.report.keysInUse }, 'rotated the keys');
      rmSync(files.request, { force: true });
      writeWhole(files.answer, { id: asked.id, ...outcome } satisfies z.infer<typeof answer>);
    }
    await delay(pollMs, null, { signal }).catch(() => {});
  }
}

/** In one step, so that nobody reads half of it. */
function writeWhole(file: string, content: object): void {
  writeFileSync(`${file}.draft`, JSON.stringify(content), { mode: 0o600 });
  renameSync(`${file}.draft`, file);
}

/** Null while there is none, or none that makes sense. */
function read<T extends z.ZodType>(file: string, schema: T): z.output<T> | null {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
