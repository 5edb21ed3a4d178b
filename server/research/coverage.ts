/** What became of each source, in a sentence for the rep. */
import { countryName } from '../../shared/company/country.ts';
import type { SourceCoverage } from '../../shared/contract/v1.ts';
import type { Decision } from './matching/match.ts';
import type { OpenJobs } from './open-jobs.ts';
import type { ResearchSubject } from './provider.ts';
import type { CompanyProfile } from './providers/companies-house/schema.ts';
import { boardLabel, cannotSayZero } from './providers/job-boards/board.ts';
import { openRoles } from './providers/job-boards/evidence.ts';
import type { SiteReading } from './providers/website/read-site.ts';
import type { TrackFailure } from './source-track.ts';

export interface Verdict {
  readonly status: SourceCoverage['status'];
  readonly detail: string;
}

const say = (status: Verdict['status'], detail: string): Verdict => ({ status, detail });

/** @param facts how many facts the site gave */
export function siteVerdict(
  subject: ResearchSubject,
  reading: SiteReading | undefined,
  failure: TrackFailure | null,
  facts: number,
  used: boolean,
): Verdict {
  if (!subject.domain) return say('not-applicable', 'The record has no web domain to read.');
  if (!reading) return say(failure?.status ?? 'failed', failure?.detail ?? 'It could not be read.');
  switch (reading.state) {
    case 'missing':
      return say('empty', `The domain ${subject.domain} does not exist.`);
    case 'disallowed':
      return say('empty', 'The site’s robots.txt asks not to read it.');
    case 'read':
      if (!used) {
        return say(
          'found',
          `${subject.domain} was read, but it is not surely this company’s site.`,
        );
      }
      if (facts === 0) return say('empty', `${subject.domain} says nothing that can be used.`);
      return say('found', `${subject.domain} was read: ${facts} fact${facts === 1 ? '' : 's'}.`);
  }
}

export interface RegisterFindings {
  readonly configured: boolean;
  /** Something was asked. */
  readonly asked: boolean;
  readonly decision: Decision;
  readonly profile: CompanyProfile | null;
  readonly failure: TrackFailure | null;
  /** Where the company is, as record or website say. */
  readonly country: string | null;
}

export function registerVerdict(found: RegisterFindings): Verdict {
  if (!found.configured) {
    return say('not-configured', 'Companies House has no API key configured.');
  }
  if (found.profile) {
    const { company_name: name, company_number: number } = found.profile;
    const gap = found.failure ? ` Not everything could be read: ${found.failure.detail}` : '';
    return say('found', `${name}, company ${number}.${gap}`);
  }
  if (found.failure) return say(found.failure.status, found.failure.detail);
  if (!found.asked) {
    return found.country && found.country !== 'GB'
      ? say(
          'not-applicable',
          `Companies House is the UK register; this company is in ${countryName(found.country)}.`,
        )
      : say('not-applicable', 'There was no company name or number to look up.');
  }
  const { match, registerDoubt } = found.decision;
  if (registerDoubt) return say('empty', `No entry is surely this company: ${registerDoubt}.`);
  if (match.status === 'ambiguous') return say('empty', 'No entry is surely this company.');
  return say('empty', 'Companies House has no such company.');
}

export function jobsVerdict(found: OpenJobs, failure: TrackFailure | null, used: boolean): Verdict {
  switch (found.state) {
    case 'no-site':
      return say('not-applicable', 'There was no website to find a job board on.');
    case 'no-board':
      if (failure) return say(failure.status, `The careers page: ${failure.detail}`);
      return say(
        'empty',
        found.unclear
          ? 'The site links to job boards, but none is clearly the company’s own.'
          : 'No job board is linked from the site.',
      );
    case 'linked': {
      const labels = [...new Set(found.boards.map(({ system }) => boardLabel[system]))].join(', ');
      if (found.snapshots.length === 0) {
        if (failure) return say(failure.status, failure.detail);
        // Not the same fact as no open roles: nobody knows whether the board is there.
        return found.boards.some(({ system }) => cannotSayZero.has(system))
          ? say('empty', `${labels} lists no posts, and does not say whether it knows the company.`)
          : say('empty', `The linked board at ${labels} no longer exists.`);
      }
      if (!used) {
        return say('found', 'A job board was read, but it is not surely this company’s.');
      }
      const total = found.snapshots.reduce((sum, { jobs }) => sum + jobs.length, 0);
      const gap = failure ? ` Not everything could be read: ${failure.detail}` : '';
      return say('found', `${openRoles(total)} on ${labels}.${gap}`);
    }
  }
}
