/** Asks a board's own API for the open posts. */
import type { z } from 'zod';
import { plainText } from '../../../../shared/narrative/plain-text.ts';
import type { Runtime } from '../../../runtime.ts';
import type { Fetcher, GetOptions } from '../../fetcher/fetcher.ts';
import { conditional, digestOf, type Seen, type Validators, validatorsOf } from '../../marks.ts';
import type { Endpoints } from '../endpoints.ts';
import { SourceFailure } from '../failure.ts';
import { getJson } from '../json-source.ts';
import { ashbyJobBoard, ashbyOpenJobs, ashbyPath } from './ashby.ts';
import { type BoardRef, type BoardSnapshot, boardLabel, cannotSayZero, type Job } from './board.ts';
import {
  greenhouseJobs,
  greenhouseOpenJobs,
  greenhousePath,
  standsInEurope,
} from './greenhouse.ts';
import { leverOpenJobs, leverPath, leverPostings } from './lever.ts';
import {
  smartRecruitersOpenJobs,
  smartRecruitersPage,
  smartRecruitersPath,
  smartRecruitersPostings,
} from './smartrecruiters.ts';
import { workableAccount, workableOpenJobs, workablePath } from './workable.ts';

/** Boards send every post's full description and do not page; a thousand posts is some 8 MB. */
const maxBytes = 12_000_000;
/** Of the one system that pages, so that a huge board does not use up everybody's time. */
const mostPages = 10;

export interface BoardReader {
  /**
   * The board's open posts, each once; an empty list is a true zero. Null when the system knows no
   * such board, or cannot say whether it does.
   * @throws SourceFailure
   */
  read(board: BoardRef, options?: GetOptions): Promise<BoardSnapshot | null>;
  /**
   * Whether other posts are open than those known.
   * @throws SourceFailure
   */
  look(board: BoardRef, known: Validators | null, options?: GetOptions): Promise<Seen | 'same'>;
}

/** What a board comes to: which posts are open under which title. */
export function boardMark(snapshot: BoardSnapshot | null): string {
  return digestOf(
    snapshot === null ? null : snapshot.jobs.map(({ key, title }) => `${key} ${title}`).sort(),
  );
}

/** A question that is only answered if the answer is another. */
interface LookOptions extends GetOptions {
  readonly look?: {
    /** Takes what the system gave to ask with the next time. */
    heard(validators: Validators | null): void;
  };
}

/** The system says that nothing is different. */
class Unmodified extends Error {}

export function createBoardReader(
  fetcher: Fetcher,
  endpoints: Endpoints,
  runtime: Runtime,
): BoardReader {
  /** Null for a board that is not there. */
  async function answerOf<T>(
    board: BoardRef,
    url: string,
    shape: z.ZodType<T>,
    get: LookOptions = {},
  ): Promise<T | null> {
    const label = boardLabel[board.system];
    const answer = await getJson(fetcher, label, url, shape, { maxBytes, ...get });
    get.look?.heard(validatorsOf(answer));
    if (answer.status === 404) return null;
    if (answer.status === 304) throw new Unmodified();
    if (answer.body === null) {
      throw new SourceFailure(`${label} answered with status ${answer.status}.`);
    }
    return answer.body;
  }

  function snapshot(board: BoardRef, jobs: readonly Job[]): BoardSnapshot | null {
    if (jobs.length === 0 && cannotSayZero.has(board.system)) return null;
    const once = new Map(jobs.map((job) => [job.key, tidied(job)]));
    return { board, jobs: [...once.values()], retrievedAt: runtime.now().toISOString() };
  }

  async function ask<T>(
    board: BoardRef,
    url: string,
    shape: z.ZodType<T>,
    jobs: (answer: T) => Job[],
    get?: LookOptions,
  ): Promise<BoardSnapshot | null> {
    const answer = await answerOf(board, url, shape, get);
    return answer && snapshot(board, jobs(answer));
  }

  async function greenhouseInEurope(board: BoardRef, get?: LookOptions) {
    const url = endpoints.greenhouse + greenhousePath(board.token, !get?.look);
    const answer = await answerOf(board, url, greenhouseJobs, get);
    return answer && standsInEurope(answer) ? snapshot(board, greenhouseOpenJobs(answer)) : null;
  }

  async function smartRecruiters(board: BoardRef, get?: GetOptions) {
    const page = (number: number) => {
      const path = smartRecruitersPath(board.token, number * smartRecruitersPage);
      return answerOf(board, endpoints.smartRecruiters + path, smartRecruitersPostings, get);
    };
    const first = await page(0);
    if (!first) return null;
    const pages = Math.ceil(first.totalFound / smartRecruitersPage);
    if (pages > mostPages) {
      throw new SourceFailure(`SmartRecruiters lists ${first.totalFound} posts, too many to read.`);
    }
    const rest = await Promise.all(
      Array.from({ length: Math.max(0, pages - 1) }, (_, index) => page(index + 1)),
    );
    const all = [first, ...rest].flatMap((answer) =>
      answer ? smartRecruitersOpenJobs(answer) : [],
    );
    return snapshot(board, all);
  }

  function read(board: BoardRef, get?: LookOptions): Promise<BoardSnapshot | null> {
    const { system, token } = board;
    switch (system) {
      case 'greenhouse': {
        const url = endpoints.greenhouse + greenhousePath(token, !get?.look);
        return ask(board, url, greenhouseJobs, greenhouseOpenJobs, get);
      }
      case 'greenhouse-eu':
        return greenhouseInEurope(board, get);
      case 'lever':
      case 'lever-eu': {
        const base = system === 'lever' ? endpoints.lever : endpoints.leverEu;
        return ask(board, base + leverPath(token), leverPostings, leverOpenJobs, get);
      }
      case 'ashby':
        return ask(board, endpoints.ashby + ashbyPath(token), ashbyJobBoard, ashbyOpenJobs, get);
      case 'smartrecruiters':
        return smartRecruiters(board, get);
      case 'workable': {
        const url = endpoints.workable + workablePath(token);
        return ask(board, url, workableAccount, workableOpenJobs, get);
      }
    }
  }

  return {
    read: (board, get) => read(board, get),
    async look(board, known, get) {
      let validators: Validators | null = null;
      // A list in pages is another when any page is; the first page's word is not enough.
      const paged = board.system === 'smartrecruiters';
      try {
        const snapshot = await read(board, {
          ...get,
          ...(!paged && { headers: conditional(known) }),
          look: {
            heard(found) {
              if (!paged) validators = found;
            },
          },
        });
        return { digest: boardMark(snapshot), validators };
      } catch (error) {
        if (error instanceof Unmodified) return 'same';
        throw error;
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
