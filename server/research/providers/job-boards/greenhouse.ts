/** Greenhouse Job Board API: https://developers.greenhouse.io/job-board.html#list-jobs */
import { z } from 'zod';
import { countryInPlace } from '../../../../shared/company/country.ts';
import type { Job } from './board.ts';
import { instantOrNull } from './instant.ts';

const text = z.string().nullish();
const id = z.union([z.number(), z.string()]);

export const greenhouseJobs = z.object({
  jobs: z.array(
    z.object({
      id,
      /** Null for prospect posts: an invitation to apply in general, no open post. */
      internal_job_id: id.nullish(),
      title: z.string(),
      absolute_url: text,
      location: z.object({ name: text }).nullish(),
      departments: z.array(z.object({ name: text })).nullish(),
      offices: z.array(z.object({ name: text, location: text })).nullish(),
      first_published: text,
    }),
  ),
});

/** Content is what adds departments and offices, and every post's whole text. */
export const greenhousePath = (token: string, withContent: boolean) =>
  `/v1/boards/${encodeURIComponent(token)}/jobs${withContent ? '?content=true' : ''}`;

/**
 * Whether a board is the one of the European host. Both hosts' boards come from one API, so a name
 * that exists on the other host too would give another company's posts; posts tell where they stand,
 * unless a company shows them on its own site.
 */
export function standsInEurope(answer: z.infer<typeof greenhouseJobs>): boolean {
  return !answer.jobs.some(({ absolute_url: url }) =>
    /^https:\/\/(job-)?boards\.greenhouse\.io\//.test(url ?? ''),
  );
}

export function greenhouseOpenJobs(answer: z.infer<typeof greenhouseJobs>): Job[] {
  return answer.jobs
    .filter((job) => job.internal_job_id !== null && job.internal_job_id !== undefined)
    .map((job) => ({
      key: String(job.internal_job_id),
      title: job.title,
      department: job.departments?.[0]?.name ?? null,
      country:
        countryInPlace(job.location?.name) ??
        countryInPlace(job.offices?.[0]?.location) ??
        countryInPlace(job.offices?.[0]?.name),
      publishedAt: instantOrNull(job.first_published),
    }));
}
