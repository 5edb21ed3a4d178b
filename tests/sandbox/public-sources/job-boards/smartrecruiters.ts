/** SmartRecruiters' Posting API. https://developers.smartrecruiters.com/docs/posting-api */
import type { Job, WorldCompany } from '../../world/types.ts';
import { type Answer, type Asked, json } from '../answer.ts';
import { numericId, uuid } from '../identifiers.ts';
import type { BoardOf } from './boards.ts';

const mostPerPage = 100;

export function createSmartRecruiters(boards: BoardOf): (asked: Asked) => Answer {
  return ({ path, query }) => {
    const [, version, list, company = '', postings, ...rest] = path.split('/');
    if (version !== 'v1' || list !== 'companies' || postings !== 'postings' || rest.length > 0) {
      return json({ message: 'Not Found' }, 404);
    }
    const offset = Number(query.get('offset') ?? 0);
    const limit = Math.min(Number(query.get('limit') ?? 10), mostPerPage);
    const found = boards(company);
    // A company that nobody knows is answered like one that does not hire.
    const all = found ? found.board.jobs.map((job) => posting(found.company, company, job)) : [];
    return json({
      offset,
      limit,
      totalFound: all.length,
      content: all.slice(offset, offset + limit),
    });
  };
}

const labelled = (label: string) => ({ id: String(numericId(label, 6)), label });

function posting({ tradingName }: WorldCompany, identifier: string, job: Job) {
  const id = `7440000${numericId(`${identifier} ${job.title}`, 8)}`;
  const { locality, countryCode, countryName } = job.place;
  return {
    id,
    name: job.title,
    uuid: uuid(`${identifier} ${job.title}`),
    jobAdId: uuid(`${identifier} ad ${job.title}`),
    defaultJobAd: true,
    refNumber: `REF${numericId(job.title, 4)}`,
    company: { identifier, name: tradingName },
    releasedDate: job.publishedAt,
    location: {
      city: locality,
      country: countryCode.toLowerCase(),
      remote: job.workplace === 'remote',
      hybrid: job.workplace === 'hybrid',
      fullLocation: `${locality}, ${countryName}`,
    },
    industry: { id: 'information_technology', label: 'Information Technology' },
    department: labelled(job.department),
    function: { id: 'other', label: 'Other' },
    typeOfEmployment: { id: 'permanent', label: 'Full-time' },
    experienceLevel: { id: 'mid_senior_level', label: 'Mid-Senior Level' },
    customField: [],
    ref: `https://api.smartrecruiters.com/v1/companies/${identifier}/postings/${id}`,
    creator: { name: 'Recruiting Team' },
    language: { code: 'en', label: 'English', labelNative: 'English (US)' },
  };
}
