import type { Storm } from './storm.ts';
import type { Town } from './town.ts';

/** For whoever looks into a storm that did harm: what it was, and what the processes complained of. */
export function told({ web, workers }: Town, storm: Storm): string {
  const complaints = [web, ...workers].flatMap(({ said }, index) =>
    said
      .filter((line) => /"level":"(warn|error|fatal)"/.test(line) || !line.startsWith('{'))
      .slice(-15)
      .map((line) => `${index === 0 ? 'web' : `worker ${index}`} ${line}`),
  );
  return [`CHAOS_SEED=${storm.seed}`, JSON.stringify(storm), ...complaints].join('\n');
}
