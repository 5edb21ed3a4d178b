/** Ashby's public Job Postings API. https://developers.ashbyhq.com/docs/public-job-posting-api */
import type { Job, JobPlace, WorldCompany } from '../../world/types.ts';
import { type Answer, type Asked, json, text } from '../answer.ts';
import { escapeHtml } from '../html.ts';
import { uuid } from '../identifiers.ts';
import type { BoardOf } from './boards.ts';
import { jobText } from './description.ts';

export function createAshby(boards: BoardOf): (asked: Asked) => Answer {
  return ({ path, query }) => {
    const [, api, list, name = '', ...rest] = path.split('/');
    const known = api === 'posting-api' && list === 'job-board' && rest.length === 0;
    const found = known ? boards(name) : undefined;
    // Errors are words, not JSON.
    if (!found) return text('Not Found', 404);
    const withPay = query.get('includeCompensation') === 'true';
    return json(
      {
        jobs: found.board.jobs.map((job) => posting(found.company, name, job, withPay)),
        apiVersion: '1',
      },
      200,
      { 'cache-control': 'public, max-age=60' },
    );
  };
}

const employmentTypes = {
  'full-time': 'FullTime',
  'part-time': 'PartTime',
  contract: 'Contract',
} as const;
const workplaceTypes = { 'on-site': 'OnSite', hybrid: 'Hybrid', remote: 'Remote' } as const;

function posting(company: WorldCompany, board: string, job: Job, withPay: boolean) {
  const id = uuid(`${board} ${job.title}`);
  const { opening, body, closing } = jobText(company.tradingName, job);
  return {
    id,
    title: job.title,
    department: job.department,
    team: job.team,
    employmentType: employmentTypes[job.commitment],
    location: job.place.locality,
    secondaryLocations: (job.otherPlaces ?? []).map((place) => ({
      location: place.locality,
      address: address(place),
    })),
    publishedAt: job.publishedAt.replace('Z', '+00:00'),
    isListed: !job.unlisted,
    // True for hybrid posts too: it says that some work may be done from home.
    isRemote: job.workplace !== 'on-site',
    workplaceType: workplaceTypes[job.workplace],
    address: address(job.place),
    jobUrl: `https://jobs.ashbyhq.com/${board}/${id}`,
    applyUrl: `https://jobs.ashbyhq.com/${board}/${id}/application`,
    descriptionHtml: [opening, body, closing].map((line) => `<p>${escapeHtml(line)}</p>`).join(''),
    descriptionPlain: [opening, body, closing].join('\n\n'),
    ...(withPay
      ? {
          shouldDisplayCompensationOnJobPostings: job.salary !== undefined,
          compensation: compensation(job),
        }
      : {}),
  };
}

/** Countries by name, not by code. */
function address({ locality, countryName }: JobPlace) {
  return { postalAddress: { addressLocality: locality, addressCountry: countryName } };
}

function compensation({ salary }: Job) {
  if (!salary) {
    return {
      compensationTierSummary: null,
      scrapeableCompensationSalarySummary: null,
      compensationTiers: [],
      summaryComponents: [],
    };
  }
  const range = `£${salary.minimum / 1000}K – £${salary.maximum / 1000}K`;
  const component = {
    compensationType: 'Salary',
    interval: '1 YEAR',
    currencyCode: salary.currency,
    minValue: salary.minimum,
    maxValue: salary.maximum,
  };
  return {
    compensationTierSummary: range,
    scrapeableCompensationSalarySummary: range.replace('–', '-'),
    compensationTiers: [
      {
        id: uuid(range),
        tierSummary: range,
        title: null,
        additionalInformation: null,
        components: [{ id: uuid(`${range} salary`), summary: range, ...component }],
      },
    ],
    summaryComponents: [component],
  };
}
