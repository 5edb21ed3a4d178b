/** Short ways to write down job posts. */
import type { Calendar } from './calendar.ts';
import type { Job, JobPlace } from './types.ts';

export const places = {
  bristol: { locality: 'Bristol', countryCode: 'GB', countryName: 'United Kingdom' },
  leeds: { locality: 'Leeds', countryCode: 'GB', countryName: 'United Kingdom' },
  london: { locality: 'London', countryCode: 'GB', countryName: 'United Kingdom' },
  dublin: { locality: 'Dublin', countryCode: 'IE', countryName: 'Ireland' },
  rotterdam: { locality: 'Rotterdam', countryCode: 'NL', countryName: 'Netherlands' },
  bergen: { locality: 'Bergen', countryCode: 'NO', countryName: 'Norway' },
  aalesund: { locality: 'Ålesund', countryCode: 'NO', countryName: 'Norway' },
} as const satisfies Record<string, JobPlace>;

/** `publishedDaysAgo` dates the post; it was touched again up to five days later, never after yesterday. */
export function job(
  cal: Calendar,
  title: string,
  department: string,
  place: JobPlace,
  publishedDaysAgo: number,
  more: Partial<Job> = {},
): Job {
  return {
    title,
    department,
    team: department,
    place,
    workplace: 'hybrid',
    commitment: 'full-time',
    publishedAt: cal.instant(publishedDaysAgo, 10, 15),
    updatedAt: cal.instant(Math.max(1, publishedDaysAgo - 5), 16, 40),
    ...more,
  };
}
