import type { Storm } from './storm.ts';
import type { Town } from './town.ts';

/** For whoever looks into a storm that did harm: what it was, and what the processes complained of. */
export function told({ web, workers }: Town, storm: Storm, error: unknown): string {
  const complaints = [web, ...workers].flatMap(({ said }, index) =>
    said
      .flatMap((line) => complaintIn(line) ?? [])
      .slice(-15)
      .map((complaint) => `${index === 0 ? 'web' : `worker ${index}`} ${complaint}`),
  );
  return [`CHAOS_SEED=${storm.seed}`, String(error), JSON.stringify(storm), ...complaints].join(
    '\n',
  );
}

function complaintIn(line: string): string | null {
  if (!line.startsWith('{')) return line;
  const { level, time, msg, err } = JSON.parse(line) as Record<string, unknown>;
  if (level === 'info') return null;
  const why = typeof err === 'object' && err !== null && 'message' in err ? err.message : '';
  return `${time} ${msg} ${why}`;
}
