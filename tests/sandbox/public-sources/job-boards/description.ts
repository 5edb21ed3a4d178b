import type { Job } from '../../world/types.ts';

/** A job's text in the parts that boards store it in. Plain; callers mark it up as they do. */
export function jobText(company: string, job: Job) {
  return {
    opening: `${company} is looking for a ${job.title}.`,
    body: `You will join the ${job.team} team in ${job.place.locality}.`,
    requirements: ['Curiosity about the subject', 'Clear writing'],
    closing: `${company} welcomes applications from everyone.`,
  };
}

export function placeName({ place, workplace }: Pick<Job, 'place' | 'workplace'>): string {
  return workplace === 'remote'
    ? `Remote, ${place.countryName}`
    : `${place.locality}, ${place.countryName}`;
}
