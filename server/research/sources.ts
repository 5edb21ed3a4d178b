/** The questions research can ask, each with its deadline and how long its answer is kept. */

import { nameTokens } from '../../shared/company/similarity.ts';
import type { Runtime } from '../runtime.ts';
import type { CompanyHistory } from './history.ts';
import type { RegisterEntry } from './matching/register-score.ts';
import type { CompaniesHouseClient } from './providers/companies-house/client.ts';
import { entryOfSearch } from './providers/companies-house/evidence.ts';
import { filingMark, profileMark } from './providers/companies-house/look.ts';
import type { CompanyProfile, FilingItem } from './providers/companies-house/schema.ts';
import type { BoardRef, BoardSnapshot } from './providers/job-boards/board.ts';
import { type BoardReader, boardMark } from './providers/job-boards/read-board.ts';
import { siteMark } from './providers/website/look.ts';
import type { CareersPage, SiteReader, SiteReading } from './providers/website/read-site.ts';
import type { Question } from './remember.ts';
import type { Supplement } from './supplement.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Milliseconds an answer is kept, by source. */
const keep = { register: dayMs, website: dayMs, jobs: 6 * hourMs, nothing: hourMs } as const;

/** An answer with the instant it was true. */
export interface Dated<T> {
  readonly value: T;
  readonly retrievedAt: string;
}

export interface Sources {
  readonly site: SiteReader;
  readonly boards: BoardReader;
  /** Null when no API key is configured. */
  readonly register: CompaniesHouseClient | null;
  /** Sources that add facts once the company is known. */
  readonly supplements: readonly Supplement[];
  /** Milliseconds that research may take for their sake. */
  readonly patienceMs: number;
  readonly history: CompanyHistory;
  readonly runtime: Runtime;
  /** Milliseconds for one question, by source. */
  readonly deadlines: Readonly<Record<'website' | 'companiesHouse' | 'jobBoards', number>>;
}

export interface Questions {
  home(domain: string): Question<SiteReading>;
  careers(url: string): Question<CareersPage>;
  board(board: BoardRef): Question<BoardSnapshot | null>;
  search(register: CompaniesHouseClient, name: string): Question<RegisterEntry[]>;
  profile(register: CompaniesHouseClient, number: string): Question<Dated<CompanyProfile> | null>;
  filings(register: CompaniesHouseClient, number: string): Question<readonly FilingItem[]>;
}

export function questionsTo(sources: Sources, refresh: boolean): Questions {
  const { site, boards, runtime } = sources;
  const { website, companiesHouse, jobBoards } = sources.deadlines;
  return {
    home: (domain) => ({
      key: `website:${domain}`,
      deadlineMs: website,
      refresh,
      ttlMs: (reading) => (reading.state === 'missing' ? keep.nothing : keep.website),
      load: (signal) => site.home(domain, { signal, refresh }),
      mark: siteMark,
    }),
    careers: (url) => ({
      key: `careers-page:${url}`,
      deadlineMs: website,
      refresh,
      ttlMs: () => keep.jobs,
      // The home page is read just before or now, with the site's rules as they are now.
      load: (signal) => site.careers(url, { signal }),
    }),
    board: (board) => ({
      key: `board:${board.system}:${board.token.toLowerCase()}`,
      deadlineMs: jobBoards,
      refresh,
      ttlMs: (snapshot) => (snapshot === null ? keep.nothing : keep.jobs),
      load: (signal) => boards.read(board, { signal, timeoutMs: jobBoards }),
      mark: boardMark,
      subject: `board:${board.system}:${board.token}`,
    }),
    search: (register, name) => ({
      key: `companies-house:search:${nameTokens(name).join(' ')}`,
      deadlineMs: companiesHouse,
      refresh,
      ttlMs: (entries) => (entries.length === 0 ? keep.nothing : keep.register),
      load: async (signal) => {
        const items = await register.search(name, { signal, timeoutMs: companiesHouse });
        return items.map(entryOfSearch);
      },
    }),
    profile: (register, number) => ({
      key: `companies-house:profile:${number}`,
      deadlineMs: companiesHouse,
      refresh,
      ttlMs: (profile) => (profile === null ? keep.nothing : keep.register),
      load: async (signal) => {
        const value = await register.profile(number, { signal, timeoutMs: companiesHouse });
        return value && { value, retrievedAt: runtime.now().toISOString() };
      },
      mark: (profile) => profileMark(profile?.value ?? null),
    }),
    filings: (register, number) => ({
      key: `companies-house:filings:${number}`,
      deadlineMs: companiesHouse,
      refresh,
      ttlMs: () => keep.register,
      load: (signal) => register.filings(number, { signal, timeoutMs: companiesHouse }),
      mark: ([newest]) => filingMark(newest ?? null),
    }),
  };
}
