/** SmartRecruiters Posting API: https://developers.smartrecruiters.com/docs/posting-api */
import { z } from 'zod';
import { countryCode, countryInPlace } from '../../../../shared/company/country.ts';
import type { Job } from './board.ts';
import { instantOrNull } from './instant.ts';

const text = z.string().nullish();
const labelled = z.object({ label: text }).nullish();

export const smartRecruitersPostings = z.object({
  /** Of all pages together. */
  totalFound: z.int().min(0),
  content: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      /** One job advertised in several places has one reference. */
      refNumber: text,
      releasedDate: text,
      department: labelled,
      function: labelled,
      location: z.object({ city: text, country: text, fullLocation: text }).nullish(),
    }),
  ),
});

/** The most postings of one page. */
export const smartRecruitersPage = 100;

export const smartRecruitersPath = (company: string, offset: number) =>
  `/v1/companies/${encodeURIComponent(company)}/postings?limit=${smartRecruitersPage}&offset=${offset}`;

export function smartRecruitersOpenJobs(answer: z.infer<typeof smartRecruitersPostings>): Job[] {
  return answer.content.map((posting) => ({
    key: posting.refNumber || posting.id,
    title: posting.name,
    department: posting.department?.label || posting.function?.label || null,
    // ISO 3166-1 alpha-2 in small letters.
    country:
      countryCode(posting.location?.country) ?? countryInPlace(posting.location?.fullLocation),
    publishedAt: instantOrNull(posting.releasedDate),
  }));
}
