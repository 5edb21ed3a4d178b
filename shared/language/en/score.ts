import type { DutyWords, ScoreWords } from '../score-words.ts';
import { learned } from './learned.ts';
import { register } from './register.ts';
import { text } from './text.ts';

const event = {
  reply: 'Reply',
  meeting: 'Meeting',
  form: 'Form submitted',
  campaign: 'Campaign response',
  call: 'Call',
  click: 'Link clicked',
  'page-view': 'Page visited',
} as const;

const announced = {
  funding: 'Funding announced',
  expansion: 'Expansion announced',
  'leadership-change': 'Change of leadership announced',
  'contract-award': 'Contract award announced',
  product: 'New product announced',
  partnership: 'Partnership announced',
  layoffs: 'Job cuts announced',
} as const;

const duty = (name: string): DutyWords => ({
  overdue: (dueOn) => `${name} overdue${dueOn === null ? '' : `, due ${text.date(dueOn)}`}`,
  notOnTime: `${name} not on time`,
  notOverdue: (madeUpTo) =>
    `${name} not overdue${madeUpTo === null ? '' : `, last made up to ${text.date(madeUpTo)}`}`,
});

const counted = (points: number) => `${points} ${points === 1 ? 'point' : 'points'}`;

export const score: ScoreWords = {
  learned,
  limits: { above: 'No component goes above 100', below: 'No component goes below 0' },
  engagement: {
    event: (what, date, count) =>
      `${event[what]} on ${text.date(date)}${count === null ? '' : `, ${text.number(count)} in all`}`,
    booked: (what, date) => `${event[what]} booked for ${text.date(date)}`,
    visitedPage: (page, date) => `Visited the ${page} page on ${text.date(date)}`,
    nobodyReacted: (since) => `Nobody reacted${since === null ? '' : ` since ${text.date(since)}`}`,
  },
  financial: {
    companyIs: (trouble) => `The company is ${trouble}`,
    active: 'Active on the register',
    notActive: 'Not active on the register',
    incorporated: (date) => `Incorporated on ${text.date(date)}`,
    duty: {
      accounts: duty('Accounts'),
      'confirmation-statement': duty('Confirmation statement'),
    },
    revenue: (money, isFromCrm) => `Annual revenue of ${money}${isFromCrm ? ' in the CRM' : ''}`,
    files: (type, unnamed) =>
      `Files ${type === null ? `${unnamed} accounts` : register.accounts[type]}`,
    netAssets: (money, periodEnd) => `Net assets of ${money} on ${text.date(periodEnd)}`,
    liquidity: (assets, liabilities, periodEnd) =>
      `Current assets of ${assets} against ${liabilities} due within a year, on ${text.date(periodEnd)}`,
    profit: (money, isLoss, periodEnd) =>
      `${isLoss ? 'Loss' : 'Profit'} of ${money} in the year to ${text.date(periodEnd)}`,
    noInsolvency: 'No insolvency on record',
    insolvencyInHistory: 'Insolvency in the company’s history',
    charges: 'Charges over its assets are registered',
    noCharges: 'No charges over its assets',
    strikeOffProposed: 'Striking off has been proposed',
  },
  growth: {
    rolesAbroad: 'Open roles in several countries',
    filed: (what, date) =>
      `${
        {
          capital: 'Return of share allotment',
          'officer-appointed': 'Officer’s appointment',
          'officer-left': 'Officer’s departure',
          latest: 'Latest document',
        }[what]
      } filed on ${text.date(date)}`,
    announced: (topic, date) => `${announced[topic]} on ${text.date(date)}`,
    reported: (topic, date) =>
      `${
        {
          'private-offering': 'Private offering',
          'officers-changed': 'Change among officers',
          acquisition: 'Acquisition or sale',
        }[topic]
      } reported on ${text.date(date)}`,
    awarded: (buyer, date) => `Public contract of ${buyer}, awarded on ${text.date(date)}`,
    emptyBoard: (board) => `The job board is empty: 0 open roles (${board})`,
    roles: ({ total, board, senior, fresh }) =>
      [
        `${text.openRoles(total)} (${board})`,
        ...(senior > 0 ? [`${senior} senior`] : []),
        ...(fresh > 0 ? [`${fresh} published in the last 30 days`] : []),
      ].join(', '),
    noneFor: (trouble) => `No growth is counted for a company that is ${trouble}`,
  },
  fit: {
    industry: (fits, name) => `Industry ${fits ? 'fits' : 'does not fit'}: ${name}`,
    size: (fit, people) =>
      `${{ yes: 'Size fits', perhaps: 'Size may fit', no: 'Size does not fit' }[fit]}: ${people}`,
    country: (fits, name) => `Country ${fits ? 'fits' : 'does not fit'}: ${name}`,
    technology: (names) => `Technology fits: ${text.list(names)}`,
    noTechnology: 'None of the wanted technologies was seen',
  },
  unknown: {
    financial: 'No register entry, accounts or revenue were found.',
    growth: 'No job board, share issue, change of officers or announcement was found.',
    engagement: 'The CRM holds no record of what people did.',
    noProfile: 'No ideal-customer profile is set.',
    nothingForFit: 'Nothing the ideal-customer profile asks for is known of this company.',
  },
  wouldRaise: {
    confirmCompany: 'Confirm which company this is: no company fact counts before.',
    another: (what, isFirst, points) =>
      `${isFirst ? 'A' : 'Another'} ${what} now would add up to ${counted(points)}.`,
    accountsFiled: (points) =>
      `Accounts filed at the register would add ${counted(points)}: they are overdue.`,
    financial: 'Financial standing is unknown: find the company’s register entry or its accounts.',
    growth: 'Growth is unknown: find the company’s job board, share issues or news.',
    engagement:
      'Engagement is unknown: log a meeting or a reply, or link the contacts to the company.',
    fit: 'Fit is unknown: find the company’s industry, size or country.',
    noProfile: 'Fit is unknown: set an ideal-customer profile.',
    noJobBoard:
      'Growth rests on no job board: a careers page that links to one would show open roles.',
  },
};
