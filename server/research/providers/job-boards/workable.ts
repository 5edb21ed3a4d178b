/**
 * Workable's public list of an account's published jobs; it redirects to the widget's own address:
 * https://help.workable.com/hc/en-us/articles/115013356548-Workable-API-Documentation
 */
import { z } from 'zod';
import { countryCode, countryInPlace } from '../../../../shared/company/country.ts';
import type { Job } from './board.ts';
import { instantOrNull } from './instant.ts';

const text = z.string().nullish();

export const workableAccount = z.object({
  jobs: z.array(
    z.object({
      title: z.string(),
      shortcode: text,
      url: text,
      department: text,
      /** Calendar days. `created_at` is when somebody began to write the post. */
      published_on: text,
      country: text,
      locations: z.array(z.object({ country: text, countryCode: text })).nullish(),
    }),
  ),
});

export const workablePath = (account: string) =>
  `/api/accounts/${encodeURIComponent(account)}?details=true`;

export function workableOpenJobs(answer: z.infer<typeof workableAccount>): Job[] {
  return answer.jobs.map((job, index) => ({
    key: job.shortcode || job.url || String(index),
    title: job.title,
    department: job.department || null,
    country:
      countryCode(job.locations?.[0]?.countryCode) ??
      countryCode(job.country) ??
      countryInPlace(job.country),
    publishedAt: instantOrNull(job.published_on),
  }));
}
