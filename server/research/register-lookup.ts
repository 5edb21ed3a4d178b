/** Companies House within one run: searches, and entries by number, each asked for at most once. */
import type { RegisterEntry } from './matching/register-score.ts';
import type { CompaniesHouseClient } from './providers/companies-house/client.ts';
import type { CompanyProfile, FilingItem } from './providers/companies-house/schema.ts';
import type { Remember } from './remember.ts';
import type { SourceTrack } from './source-track.ts';
import type { Dated, Questions } from './sources.ts';

export interface RegisterLookup {
  /** Empty when nothing was found or the register failed. */
  search(name: string): Promise<readonly RegisterEntry[]>;
  /** Null when there is no such entry, undefined when the register failed. */
  profile(number: string): Promise<Dated<CompanyProfile> | null | undefined>;
  /** Undefined when the register failed. */
  filings(number: string): Promise<readonly FilingItem[] | undefined>;
  /** Whether any question so far went without an answer. */
  readonly failed: boolean;
}

export function registerLookup(
  register: CompaniesHouseClient,
  questions: Questions,
  remember: Remember,
  track: SourceTrack,
): RegisterLookup {
  return {
    search: once(
      async (name) => (await track.ask(() => remember(questions.search(register, name)))) ?? [],
    ),
    profile: once((number) => track.ask(() => remember(questions.profile(register, number)))),
    filings: once((number) => track.ask(() => remember(questions.filings(register, number)))),
    get failed() {
      return track.failure !== null;
    },
  };
}

function once<T>(ask: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const asked = new Map<string, Promise<T>>();
  return (key) => {
    const answer = asked.get(key) ?? ask(key);
    asked.set(key, answer);
    return answer;
  };
}
