/** What a job board says, as evidence. */
import type { EvidenceOf } from '../../../../shared/evidence/evidence.ts';
import { type BoardSnapshot, boardLabel, boardPage } from './board.ts';

const thirtyDaysMs = 30 * 86_400_000;
const senior = /\b(head|director|vp|svp|evp|vice[ -]president|chief|c[eftomipr]o|ciso)\b/i;
/** Posts that work for somebody senior. */
const notSenior = /\b(assistant|secretary|support|pa|ea) to\b/i;

/** Whether a title names a head, director, vice-president or chief. */
export function isSeniorTitle(title: string): boolean {
  return senior.test(title) && !notSenior.test(title);
}

export function openJobsEvidence(snapshot: BoardSnapshot): EvidenceOf<'open-jobs'> {
  const { board, jobs, retrievedAt } = snapshot;
  const label = boardLabel[board.system];
  const departments = counted(jobs.map((job) => job.department));
  const countries = counted(jobs.map((job) => job.country)).map(({ name }) => name);
  const seniorRoles = jobs.filter((job) => isSeniorTitle(job.title)).length;
  const since = Date.parse(retrievedAt) - thirtyDaysMs;
  // A board that dates no post gives no count; one without posts published none.
  const dated = jobs.every((job) => job.publishedAt !== null);
  const undatedSystem = board.system === 'lever' || board.system === 'lever-eu';
  const publishedLast30Days =
    dated && !undatedSystem
      ? jobs.filter((job) => Date.parse(job.publishedAt ?? '') >= since).length
      : null;
  const shown = departments.slice(0, 3).map(({ name, count }) => `${name} ${count}`);
  const details = [
    ...(shown.length > 0 ? [shown.join(', ')] : []),
    ...(seniorRoles > 0 ? [`${seniorRoles} senior`] : []),
    ...(publishedLast30Days ? [`${publishedLast30Days} published in the last 30 days`] : []),
  ];
  return {
    id: `${board.system}:open-jobs:${board.token.toLowerCase()}`,
    kind: 'open-jobs',
    value: {
      board: board.system,
      total: jobs.length,
      departments: departments.slice(0, 20),
      seniorRoles,
      countries: countries.sort(),
      publishedLast30Days,
    },
    source: { type: 'public', provider: board.system, label, url: boardPage(board) },
    // Posts on a board are open on the day they are seen there.
    observedAt: retrievedAt,
    retrievedAt,
    text: `${openRoles(jobs.length)} on ${label}${details.length > 0 ? `: ${details.join('; ')}` : ''}.`,
  };
}

/** "No open roles", "1 open role", "12 open roles". */
export function openRoles(total: number): string {
  if (total === 0) return 'No open roles';
  return `${total.toLocaleString('en-GB')} open role${total === 1 ? '' : 's'}`;
}

function counted(names: readonly (string | null)[]): { name: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const name of names) if (name) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || a.name.localeCompare(b.name, 'en'));
}
