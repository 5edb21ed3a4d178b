/** What the job board systems have in common, and how links to them look. */

export type BoardSystem =
  | 'greenhouse'
  | 'greenhouse-eu'
  | 'lever'
  | 'lever-eu'
  | 'ashby'
  | 'smartrecruiters'
  | 'workable';

/** A company's board at one system. */
export interface BoardRef {
  readonly system: BoardSystem;
  /** The name the system knows the company by. */
  readonly token: string;
}

/** One open post. */
export interface Job {
  /** Posts with the same key are one post advertised several times. */
  readonly key: string;
  readonly title: string;
  readonly department: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  /** ISO instant of first publication; null where the system gives none. */
  readonly publishedAt: string | null;
}

export interface BoardSnapshot {
  readonly board: BoardRef;
  readonly jobs: readonly Job[];
  readonly retrievedAt: string;
}

export const boardLabel: Readonly<Record<BoardSystem, string>> = {
  greenhouse: 'Greenhouse',
  'greenhouse-eu': 'Greenhouse',
  lever: 'Lever',
  'lever-eu': 'Lever',
  ashby: 'Ashby',
  smartrecruiters: 'SmartRecruiters',
  workable: 'Workable',
};

/**
 * Systems that answer a name they do not know as they answer one without posts. Their empty list is
 * no true zero.
 */
export const cannotSayZero: ReadonlySet<BoardSystem> = new Set(['smartrecruiters']);

/** The page of the board that a person can open. */
export function boardPage({ system, token }: BoardRef): string {
  const name = encodeURIComponent(token);
  switch (system) {
    case 'greenhouse':
      return `https://job-boards.greenhouse.io/${name}`;
    case 'greenhouse-eu':
      return `https://job-boards.eu.greenhouse.io/${name}`;
    case 'lever':
      return `https://jobs.lever.co/${name}`;
    case 'lever-eu':
      return `https://jobs.eu.lever.co/${name}`;
    case 'ashby':
      return `https://jobs.ashbyhq.com/${name}`;
    case 'smartrecruiters':
      return `https://careers.smartrecruiters.com/${name}`;
    case 'workable':
      return `https://apply.workable.com/${name}/`;
  }
}

const validToken = /^[\p{L}\p{N}][\p{L}\p{N} ._&-]{0,79}$/u;
/** First path parts that are no company. */
const notTokens = new Set([
  'embed',
  'jobs',
  'job_app',
  'api',
  'v0',
  'v1',
  'j',
  'my-applications',
  'oneclick-ui',
  'users',
  'privacy',
  'terms',
]);

/** Subdomains of workable.com that are no account's. */
const workableOwn =
  /^(www|apply|jobs|help|support|resources|get|go|careers|api|developers|status|partners)\./;

/** The board a link on a company's page leads to; null when it leads to none. */
export function boardOfLink(link: string): BoardRef | null {
  if (!URL.canParse(link)) return null;
  const url = new URL(link);
  const [first = null, second = null, third = null] = url.pathname.split('/').slice(1).map(part);
  switch (url.hostname) {
    case 'boards.greenhouse.io':
    case 'job-boards.greenhouse.io':
      return ref('greenhouse', first === 'embed' ? url.searchParams.get('for') : first);
    case 'boards.eu.greenhouse.io':
    case 'job-boards.eu.greenhouse.io':
      return ref('greenhouse-eu', first === 'embed' ? url.searchParams.get('for') : first);
    case 'boards-api.greenhouse.io':
    case 'api.greenhouse.io':
      return ref('greenhouse', /^\/v1\/boards\/([^/]+)/.exec(url.pathname)?.[1]);
    case 'jobs.lever.co':
      return ref('lever', first);
    case 'jobs.eu.lever.co':
      return ref('lever-eu', first);
    case 'jobs.ashbyhq.com':
      return ref('ashby', first);
    case 'careers.smartrecruiters.com':
    case 'jobs.smartrecruiters.com':
      return ref(
        'smartrecruiters',
        first === 'oneclick-ui' && second === 'company' ? third : first,
      );
    case 'apply.workable.com':
      return ref('workable', first);
    case 'www.workable.com':
      return ref('workable', first === 'api' && second === 'accounts' ? third : null);
    default:
      return /^[^.]+\.workable\.com$/.test(url.hostname) && !workableOwn.test(url.hostname)
        ? ref('workable', url.hostname.split('.')[0])
        : null;
  }
}

function ref(system: BoardSystem, token: string | null | undefined): BoardRef | null {
  const name = token?.trim() ?? '';
  return validToken.test(name) && !notTokens.has(name.toLowerCase())
    ? { system, token: name }
    : null;
}

function part(text: string | undefined): string | null {
  try {
    return decodeURIComponent(text ?? '');
  } catch {
    return null;
  }
}

export const sameBoard = (a: BoardRef, b: BoardRef) =>
  a.system === b.system && a.token.toLowerCase() === b.token.toLowerCase();
