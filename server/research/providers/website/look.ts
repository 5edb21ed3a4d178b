/** Whether a company's home page says something else by now. */
import { digestOf, type Look } from '../../marks.ts';
import type { SiteReader, SiteReading } from './read-site.ts';

/** What is used of the page; the rest of it may be another every day. */
export function siteMark(reading: SiteReading): string {
  if (reading.state !== 'read') return reading.state;
  const { page, redirectedTo } = reading.site;
  return digestOf({ page, redirectedTo });
}

export function siteLook(site: SiteReader): Look {
  return {
    prefix: 'website:',
    async look(domain, known, signal) {
      const reading = known
        ? await site.homeIfOther(domain, known, { signal })
        : await site.home(domain, { signal });
      if (reading === 'same') return 'same';
      const validators = reading.state === 'read' ? (reading.site.validators ?? null) : null;
      return { digest: siteMark(reading), validators };
    },
  };
}
