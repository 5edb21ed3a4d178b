/** Lever's Postings API, global and European host. https://github.com/lever/postings-api */
import type { Job, WorldCompany } from '../../world/types.ts';
import { type Answer, type Asked, json, text } from '../answer.ts';
import { escapeHtml } from '../html.ts';
import { uuid } from '../identifiers.ts';
import type { BoardOf } from './boards.ts';
import { jobText } from './description.ts';

export function createLever(boards: BoardOf, jobSite: string): (asked: Asked) => Answer {
  return ({ path, query, header }) => {
    const [, version, list, site = '', id, ...rest] = path.split('/');
    const known = version === 'v0' && list === 'postings' && rest.length === 0;
    const found = known ? boards(site) : undefined;
    if (!found) return notFound();
    const postings = found.board.jobs.map((job) =>
      posting(found.company, `https://${jobSite}/${site}`, site, job),
    );
    if (id !== undefined) {
      const one = postings.find((posted) => posted.id === id);
      return one ? json(one) : notFound();
    }
    const wanted = page(
      postings.filter((posted) => fits(posted, query)),
      query,
    );
    // Without being asked for JSON it renders a list to put into a page.
    const mode = query.get('mode') ?? (header('accept')?.includes('json') ? 'json' : 'html');
    return mode === 'json' ? json(wanted) : text(asHtml(wanted), 200, 'text/html');
  };
}

type Posting = ReturnType<typeof posting>;

const notFound = (): Answer => json({ ok: false, error: 'Document not found' }, 404);

function posting(company: WorldCompany, site: string, token: string, job: Job) {
  const id = uuid(`${token} ${job.title}`);
  const { opening, body, requirements, closing } = jobText(company.tradingName, job);
  const html = (paragraph: string) => `<div>${escapeHtml(paragraph)}</div>`;
  return {
    additional: html(closing),
    additionalPlain: closing,
    categories: {
      commitment: { 'full-time': 'Permanent', 'part-time': 'Part-time', contract: 'Contract' }[
        job.commitment
      ],
      department: job.department,
      location: job.place.locality,
      team: job.team,
      allLocations: [job.place, ...(job.otherPlaces ?? [])].map(({ locality }) => locality),
    },
    // Served although the documentation does not name it.
    createdAt: Date.parse(job.publishedAt),
    descriptionPlain: `${opening}\n${body}`,
    description: html(opening) + html(body),
    id,
    lists: [
      {
        text: 'What you bring',
        content: requirements.map((line) => `<li>${escapeHtml(line)}</li>`).join(''),
      },
    ],
    text: job.title,
    country: job.place.countryCode,
    // Documented as `on-site`, served without the hyphen.
    workplaceType: job.workplace === 'on-site' ? 'onsite' : job.workplace,
    opening: html(opening),
    openingPlain: opening,
    descriptionBody: html(body),
    descriptionBodyPlain: body,
    ...(job.salary
      ? {
          salaryRange: {
            currency: job.salary.currency,
            interval: 'per-year-salary',
            min: job.salary.minimum,
            max: job.salary.maximum,
          },
        }
      : {}),
    hostedUrl: `${site}/${id}`,
    applyUrl: `${site}/${id}/apply`,
  };
}

/** Several values of one filter are alternatives. */
function fits({ categories }: Posting, query: URLSearchParams): boolean {
  return (['location', 'commitment', 'team', 'department'] as const).every((name) => {
    const wanted = query.getAll(name);
    return wanted.length === 0 || wanted.includes(categories[name]);
  });
}

function page(postings: readonly Posting[], query: URLSearchParams): readonly Posting[] {
  const skip = Number(query.get('skip') ?? 0);
  const limit = Number(query.get('limit') ?? postings.length);
  return postings.slice(skip, skip + limit);
}

function asHtml(postings: readonly Posting[]): string {
  const lines = postings.map(
    ({ hostedUrl, text: title }) =>
      `<li class="lever-job"><a class="lever-job-title" href="${hostedUrl}">${escapeHtml(title)}</a></li>`,
  );
  return `<div class="lever"><ul>${lines.join('')}</ul></div>`;
}
