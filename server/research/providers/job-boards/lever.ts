/** Lever Postings API: https://github.com/lever/postings-api#get-a-list-of-job-postings */
import { z } from 'zod';
import { countryCode, countryInPlace } from '../../../../shared/company/country.ts';
import type { Job } from './board.ts';

const text = z.string().nullish();

export const leverPostings = z.array(
  z.object({
    id: z.string(),
    /** The post's title. */
    text: z.string(),
    categories: z.object({ department: text, team: text, location: text }).nullish(),
    /** ISO 3166-1 alpha-2. */
    country: text,
  }),
);

export const leverPath = (site: string) => `/v0/postings/${encodeURIComponent(site)}?mode=json`;

/** None of the documented fields is a date, so no post has one. */
export function leverOpenJobs(answer: z.infer<typeof leverPostings>): Job[] {
  return answer.map((posting) => ({
    key: posting.id,
    title: posting.text,
    department: posting.categories?.department ?? posting.categories?.team ?? null,
    country: countryCode(posting.country) ?? countryInPlace(posting.categories?.location),
    publishedAt: null,
  }));
}
