/** From a company's website to the open posts on its job boards. */
import type { CareersLookup } from './careers-lookup.ts';
import type { BoardRef, BoardSnapshot } from './providers/job-boards/board.ts';
import { chooseBoards } from './providers/website/choose-boards.ts';
import type { SiteReading } from './providers/website/read-site.ts';
import type { Remember } from './remember.ts';
import type { SourceTrack } from './source-track.ts';
import type { Questions } from './sources.ts';

export type OpenJobs =
  /** There was no website to look on. */
  | { readonly state: 'no-site' }
  /** No board is linked, or none that is clearly the company's own. */
  | { readonly state: 'no-board'; readonly unclear: boolean }
  /** The linked boards, and what those that exist and answered say. */
  | {
      readonly state: 'linked';
      readonly boards: readonly BoardRef[];
      readonly snapshots: readonly BoardSnapshot[];
    };

export async function findOpenJobs(
  reading: SiteReading | undefined,
  careers: CareersLookup,
  questions: Questions,
  remember: Remember,
  track: SourceTrack,
): Promise<OpenJobs> {
  if (reading?.state !== 'read') return { state: 'no-site' };
  const { page, domain } = reading.site;
  const links = [...page.boards];
  const { careersUrl } = page;
  if (careersUrl && !links.some((link) => link.careers)) {
    const linked = await track.ask(() => careers.read(careersUrl));
    links.push(...(linked?.boards ?? []));
  }
  const choice = chooseBoards(links, domain, page.names);
  if (choice.boards.length === 0) return { state: 'no-board', unclear: choice.unclear };
  const snapshots = await Promise.all(
    choice.boards.map((board) => track.ask(() => remember(questions.board(board)))),
  );
  return {
    state: 'linked',
    boards: choice.boards,
    snapshots: snapshots.filter((snapshot) => snapshot !== null && snapshot !== undefined),
  };
}
