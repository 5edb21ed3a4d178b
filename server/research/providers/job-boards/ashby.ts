/** Ashby public job posting API: https://developers.ashbyhq.com/docs/public-job-posting-api */
import { z } from 'zod';
import { countryCode, countryInPlace } from '../../../../shared/company/country.ts';
import type { Job } from './board.ts';
import { instantOrNull } from './instant.ts';

const text = z.string().nullish();

export const ashbyJobBoard = z.object({
  jobs: z.array(
    z.object({
      id: text,
      jobUrl: text,
      title: z.string(),
      department: text,
      team: text,
      location: text,
      address: z.object({ postalAddress: z.object({ addressCountry: text }).nullish() }).nullish(),
      publishedAt: text,
      /** False: reachable by its link only, so not on the board. */
      isListed: z.boolean().nullish(),
    }),
  ),
});

export const ashbyPath = (name: string) =>
  `/posting-api/job-board/${encodeURIComponent(name)}?includeCompensation=false`;

export function ashbyOpenJobs(answer: z.infer<typeof ashbyJobBoard>): Job[] {
  return answer.jobs
    .filter((job) => job.isListed !== false)
    .map((job, index) => ({
      key: job.id ?? job.jobUrl ?? String(index),
      title: job.title,
      department: job.department ?? job.team ?? null,
      country:
        countryCode(job.address?.postalAddress?.addressCountry) ?? countryInPlace(job.location),
      publishedAt: instantOrNull(job.publishedAt),
    }));
}
