/** Asks a board's own API for the open posts. */
import type { z } from 'zod';
import { plainText } from '../../../../shared/narrative/plain-text.ts';
import type { Runtime } from '../../../runtime.ts';
import type { Fetcher, GetOptions } from '../../fetcher/fetcher.ts';
import type { Endpoints } from '../endpoints.ts';
import { SourceFailure } from '../failure.ts';
import { getJson } from '../json-source.ts';
import { ashbyJobBoard, ashbyOpenJobs, ashbyPath } from './ashby.ts';
import { type BoardRef, type BoardSnapshot, boardLabel, type Job } from './board.ts';
import { greenhouseJobs, greenhouseOpenJobs, greenhousePath } from './greenhouse.ts';
import { leverOpenJobs, leverPath, leverPostings } from './lever.ts';

/** Boards send every post's full description and do not page; a thousand posts is some 8 MB. */
const maxBytes = 12_000_000;

export interface BoardReader {
  /**
   * The board's open posts, each once; an empty list is a true zero. Null when the system knows no
   * such board.
   * @throws SourceFailure
   */
  read(board: BoardRef, options?: GetOptions): Promise<BoardSnapshot | null>;
}

export function createBoardReader(
  fetcher: Fetcher,
  endpoints: Endpoints,
  runtime: Runtime,
): BoardReader {
  async function ask<T>(
    board: BoardRef,
    url: string,
    shape: z.ZodType<T>,
    jobs: (answer: T) => Job[],
    get: GetOptions = {},
  ): Promise<BoardSnapshot | null> {
    const label = boardLabel[board.system];
    const answer = await getJson(fetcher, label, url, shape, { maxBytes, ...get });
    if (answer.status === 404) return null;
    if (answer.body === null) {
      throw new SourceFailure(`${label} answered with status ${answer.status}.`);
    }
    const once = new Map(jobs(answer.body).map((job) => [job.key, tidied(job)]));
    return { board, jobs: [...once.values()], retrievedAt: runtime.now().toISOString() };
  }

  return {
    read(board, get) {
      const { system, token } = board;
      switch (system) {
        case 'greenhouse': {
          const url = endpoints.greenhouse + greenhousePath(token);
          return ask(board, url, greenhouseJobs, greenhouseOpenJobs, get);
        }
        case 'lever':
        case 'lever-eu': {
          const base = system === 'lever' ? endpoints.lever : endpoints.leverEu;
          return ask(board, base + leverPath(token), leverPostings, leverOpenJobs, get);
        }
        case 'ashby':
          return ask(board, endpoints.ashby + ashbyPath(token), ashbyJobBoard, ashbyOpenJobs, get);
      }
    },
  };
}

function tidied(job: Job): Job {
  return {
    ...job,
    title: plainText(job.title, 120),
    department: job.department ? plainText(job.department, 60) || null : null,
  };
}
