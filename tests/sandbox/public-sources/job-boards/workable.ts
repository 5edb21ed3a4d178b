/** Workable's public jobs of an account: the old address sends everybody on to the widget's. */
import type { Job } from '../../world/types.ts';
import { type Answer, type Asked, json, redirect } from '../answer.ts';
import { escapeHtml } from '../html.ts';
import { sha1 } from '../identifiers.ts';
import type { BoardOf } from './boards.ts';
import { jobText } from './description.ts';

/** @param prefix where the stand-in lies on its server */
export function createWorkable(boards: BoardOf, prefix: string): (asked: Asked) => Answer {
  return ({ path, query }) => {
    const old = /^\/api\/accounts\/([^/]+)$/.exec(path);
    if (old) {
      return redirect(`${prefix}/api/v1/widget/accounts/${old[1]}?${query.toString()}`, 302);
    }
    const account = /^\/api\/v1\/widget\/accounts\/([^/]+)$/.exec(path)?.[1];
    const found = account && boards(account.toLowerCase());
    if (!found) return json({ error: 'Not found' }, 404);
    const { company, board } = found;
    const details = query.get('details') === 'true';
    return json({
      name: company.tradingName,
      description: null,
      jobs: board.jobs.map((job) => entry(company.tradingName, board.token, job, details)),
    });
  };
}

function entry(company: string, account: string, job: Job, details: boolean) {
  const shortcode = sha1(`${account} ${job.title}`).slice(0, 10).toUpperCase();
  const { locality, countryCode, countryName } = job.place;
  const { opening, body } = jobText(company, job);
  return {
    title: job.title,
    shortcode,
    code: '',
    employment_type: 'Full-time',
    telecommuting: job.workplace === 'remote',
    department: job.department,
    url: `https://apply.workable.com/j/${shortcode}`,
    shortlink: `https://apply.workable.com/j/${shortcode}`,
    application_url: `https://apply.workable.com/j/${shortcode}/apply`,
    published_on: job.publishedAt.slice(0, 10),
    created_at: job.publishedAt.slice(0, 10),
    country: countryName,
    city: locality,
    state: '',
    education: '',
    experience: '',
    function: '',
    industry: '',
    locations: [{ country: countryName, countryCode, city: locality, region: '', hidden: false }],
    ...(details ? { description: `<p>${escapeHtml(opening)}</p><p>${escapeHtml(body)}</p>` } : {}),
  };
}
