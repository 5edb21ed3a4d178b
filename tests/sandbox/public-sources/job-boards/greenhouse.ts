/** Greenhouse's Job Board API. https://developers.greenhouse.io/job-board.html */
import type { Job, WorldCompany } from '../../world/types.ts';
import { type Answer, type Asked, json } from '../answer.ts';
import { escapeHtml } from '../html.ts';
import { numericId } from '../identifiers.ts';
import type { BoardOf } from './boards.ts';
import { jobText, placeName } from './description.ts';

export function createGreenhouse(boards: BoardOf): (asked: Asked) => Answer {
  return ({ path, query }) => {
    const [, version, list, token = '', jobs, id, ...rest] = path.split('/');
    const known = version === 'v1' && list === 'boards' && rest.length === 0;
    const found = known ? boards(token) : undefined;
    // A board that does not exist and a job that does not exist get the same answer.
    if (!found) return notFound();
    const { company, board } = found;
    if (jobs === undefined) return json({ name: company.tradingName, content: '' });
    if (jobs !== 'jobs') return notFound();
    if (id === undefined) {
      const withContent = query.get('content') === 'true';
      return json({
        jobs: board.jobs.map((job) => post(company, token, job, withContent)),
        meta: { total: board.jobs.length },
      });
    }
    const job = board.jobs.find((one) => String(postId(token, one)) === id);
    return job ? json(post(company, token, job, true)) : notFound();
  };
}

const notFound = (): Answer => json({ status: 404, error: 'Job not found' }, 404);
const postId = (token: string, job: Job) => numericId(`${token} post ${job.title}`, 7);

function post(company: WorldCompany, token: string, job: Job, withContent: boolean) {
  const id = postId(token, job);
  const text = jobText(company.tradingName, job);
  return {
    absolute_url: `https://job-boards.greenhouse.io/${token}/jobs/${id}`,
    data_compliance: [
      {
        type: 'gdpr',
        requires_consent: false,
        requires_processing_consent: false,
        requires_retention_consent: false,
        retention_period: null,
        demographic_data_consent_applies: false,
      },
    ],
    // A prospect post collects applications for no job in particular.
    internal_job_id: job.prospectPost ? null : numericId(`${token} job ${job.title}`, 7),
    location: { name: placeName(job) },
    metadata: null,
    id,
    updated_at: newYorkTime(job.updatedAt),
    requisition_id: job.prospectPost ? null : String(numericId(`${token} req ${job.title}`, 4)),
    title: job.title,
    company_name: company.tradingName,
    first_published: newYorkTime(job.publishedAt),
    application_deadline: null,
    language: 'en',
    ...(withContent
      ? {
          // HTML, and escaped once more on top.
          content: escapeHtml(
            `<p>${escapeHtml(text.opening)}</p>\n<p>${escapeHtml(text.body)}</p>\n<ul>${text.requirements
              .map((line) => `<li>${escapeHtml(line)}</li>`)
              .join('')}</ul>`,
          ),
          departments: [
            {
              id: numericId(`${token} department ${job.department}`, 10),
              name: job.department,
              child_ids: [],
              parent_id: null,
            },
          ],
          offices: [
            {
              id: numericId(`${token} office ${job.place.locality}`, 10),
              name: job.place.locality,
              // Filled in for the first office only, as in many accounts.
              location:
                job.place.countryCode === 'GB' ? placeName({ ...job, workplace: 'on-site' }) : null,
              child_ids: [],
              parent_id: null,
            },
          ],
        }
      : {}),
  };
}

/** Greenhouse writes local time with an offset; here always that of New York's summer. */
function newYorkTime(instant: string): string {
  const local = new Date(Date.parse(instant) - 4 * 60 * 60 * 1000);
  return `${local.toISOString().slice(0, 19)}-04:00`;
}
