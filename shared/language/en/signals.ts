import type { SignalWords } from '../words.ts';
import { text } from './text.ts';

const event: SignalWords['event'] = {
  reply: 'Reply received',
  meeting: 'Meeting',
  form: 'Form submitted',
  campaign: 'Campaign response',
  call: 'Call',
  click: 'Link clicked',
  'page-view': 'Website visited',
};

const due = (dueOn: string | null) => (dueOn === null ? '' : `: due ${text.date(dueOn)}`);

export const signals: SignalWords = {
  companyIs: (trouble) => `The company is ${trouble}`,
  insolvencyInHistory: 'Insolvency in the company’s history',
  strikeOffProposed: 'Striking the company off the register has been proposed',
  accountsOverdue: (dueOn) => `Accounts are overdue${due(dueOn)}`,
  statementOverdue: (dueOn) => `The confirmation statement is overdue${due(dueOn)}`,
  event,
  booked: (what, date) => `${event[what]} booked for ${text.date(date)}`,
  visitedPage: (page) => `Visited the ${page} page`,
  hiringLabel: 'Hiring',
  roles(boards, senior) {
    const counts = boards.map(({ total, label }) => `${text.openRoles(total)} (${label})`);
    return `${text.list(counts)}${senior > 0 ? `, ${senior} of them senior` : ''}`;
  },
  hiringAbroad: (countries, areMore) =>
    `Hiring in several countries: ${text.list(areMore ? [...countries, 'other countries'] : countries)}`,
  rolesChanged: ({ isEngineering, from, to, days, board }) =>
    `${isEngineering ? 'Open engineering roles' : 'Open roles'} ${text.number(from)} → ${text.number(to)} in ${days} days (${board})`,
  headcountChanged: ({ from, to, days }) =>
    `Stated headcount ${text.number(from)} → ${text.number(to)} in ${days} days`,
  technologiesChanged({ gained, lost, days }) {
    const told = [
      ...(gained.length > 0 ? [`new ${text.list(gained)}`] : []),
      ...(lost.length > 0 ? [`gone ${text.list(lost)}`] : []),
    ];
    return text.labelled(`Technology on the website in ${days} days`, told.join('; '));
  },
  companyInterest({ days, visitors, pageViews, signals: count }) {
    const counts = [
      visitors === null ? '' : `visitors ${text.number(visitors)}`,
      pageViews === null ? '' : `page views ${text.number(pageViews)}`,
      count === null ? '' : `signals ${text.number(count)}`,
    ].filter((part) => part !== '');
    return text.labelled(`Interest seen in ${days} days`, counts.join(', '));
  },
  filed: {
    capital: 'Raised capital (share issue); round not stated',
    'officer-appointed': 'Officer appointed, as filed at the register',
    'officer-left': 'Officer left, as filed at the register',
    charge: 'Charge registered (secured borrowing)',
    address: 'Change of registered office filed',
    name: 'Change of company name filed',
  },
  announced: {
    funding: 'Funding announced',
    expansion: 'Expansion announced',
    'leadership-change': 'Change of leadership announced',
    'contract-award': 'Contract award announced',
    product: 'Product announced',
    partnership: 'Partnership announced',
    layoffs: 'Job cuts announced',
  },
  reported: {
    'private-offering': 'Raised capital (private offering); round not stated',
    'officers-changed': 'Change among directors or officers reported',
    acquisition: 'Acquisition or sale of assets completed',
  },
  awarded: (buyer, money, isShared) =>
    `Public contract awarded by ${buyer}${money === null ? '' : `: ${money}`}${isShared ? ', shared with others' : ''}`,
  technology: (names) => `Technology seen: ${text.list(names)}`,
};
