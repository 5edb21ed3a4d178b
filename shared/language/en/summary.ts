import { capitalized } from '../../text/prose.ts';
import { sentenceOf } from '../text.ts';
import type { Happened, SummaryWords } from '../words.ts';
import { register } from './register.ts';
import { text } from './text.ts';

const said: Readonly<Record<Exclude<Happened['what'], 'page-intent'>, (date: string) => string>> = {
  reply: (date) => `a reply came on ${date}`,
  meeting: (date) => `a meeting is on record for ${date}`,
  form: (date) => `a form was submitted on ${date}`,
  campaign: (date) => `a campaign was answered on ${date}`,
  call: (date) => `a call is on record for ${date}`,
  click: (date) => `a link was clicked on ${date}`,
  'page-view': (date) => `the website was visited on ${date}`,
};

function clause({ what, date: iso, isBooked, page }: Happened): string {
  const date = text.date(iso);
  if (what === 'page-intent') {
    return page === null
      ? `a page that shows intent was visited on ${date}`
      : `the ${page} page was visited on ${date}`;
  }
  return isBooked ? `a ${what} is booked for ${date}` : said[what](date);
}

/** Countries that English names with an article. */
const withArticle =
  /^(?:United |Netherlands|Philippines|Bahamas|Maldives|Gambia|Central African|Dominican Republic)/;

export const summary: SummaryWords = {
  nothing: 'Not enough evidence for a summary.',
  warning(trouble, isStrikeOffProposed, date) {
    const facts = [
      ...(trouble === null ? [] : [`the company is ${trouble}`]),
      ...(isStrikeOffProposed
        ? [`striking ${trouble === null ? 'the company' : 'it'} off has been proposed`]
        : []),
    ];
    return `The register shows that ${text.list(facts)}, ${text.asOf(date)}.`;
  },
  accountsOverdue: (dueOn) =>
    `The company’s accounts are overdue${dueOn === null ? '' : `: they were due on ${text.date(dueOn)}`}.`,
  statementOverdue: (dueOn) =>
    `The company’s confirmation statement is overdue${dueOn === null ? '' : `: it was due on ${text.date(dueOn)}`}.`,
  happened: (events) => sentenceOf(events.map(clause), ' and '),
  silence: (since) =>
    since === null
      ? 'Nobody there has reacted so far.'
      : `Nobody there has reacted since ${text.date(since)}.`,
  hiring({ total, senior, board, date }) {
    const where = board === null ? 'job board' : `job board (${board})`;
    const roles = total === 0 ? 'no open roles' : text.openRoles(total);
    const ofThem = senior > 0 ? `, ${senior} of them senior` : '';
    return `The company’s ${where} lists ${roles}${ofThem}, ${text.asOf(date)}.`;
  },
  news(topic, date, title) {
    const words = {
      funding: 'Funding was',
      expansion: 'An expansion was',
      'leadership-change': 'A change of leadership was',
      'contract-award': 'A contract award was',
      product: 'A product was',
      partnership: 'A partnership was',
      layoffs: 'Job cuts were',
    }[topic];
    const headline = title === null ? '' : `: ${text.quote(title)}`;
    return `${words} announced on ${text.date(date)}${headline}.`;
  },
  filed(topic, date) {
    if (topic === 'capital') {
      return `A share issue filed on ${text.date(date)} raised capital; the round is not stated.`;
    }
    const words = {
      'officer-appointed': 'The appointment of an officer',
      'officer-left': 'The departure of an officer',
      charge: 'A charge over its assets',
      address: 'A change of registered office',
      name: 'A change of company name',
    }[topic];
    return `${words} was filed on ${text.date(date)}.`;
  },
  register(entry, accounts) {
    const since =
      entry === null || entry.incorporatedOn === null
        ? ''
        : ` and was incorporated on ${text.date(entry.incorporatedOn)}`;
    const type = accounts?.type ?? null;
    const filed = type === null ? 'accounts' : register.accounts[type];
    const clauses = [
      ...(entry === null ? [] : [`the company is active on the register${since}`]),
      ...(accounts === null
        ? []
        : [`${entry === null ? 'the company’s' : 'its'} ${filed} are not overdue`]),
    ];
    return sentenceOf(clauses, '; ');
  },
  size(headcount, revenue) {
    const clauses: string[] = [];
    if (headcount !== null) {
      const { people, basis } = headcount;
      clauses.push(
        {
          stated: `the company’s website states a headcount of ${people}`,
          crm: `the CRM lists ${people}`,
          'accounts-type': `the company files the accounts of a business with ${people}`,
          accounts: `the company’s accounts state a headcount of ${people}`,
        }[basis],
      );
    }
    if (revenue !== null) clauses.push(`revenue is stated as ${revenue}`);
    return sentenceOf(clauses, ' and ');
  },
  change({ measure, from, to, since, until }) {
    const what = {
      'open-jobs': 'Open roles',
      'open-engineering-jobs': 'Open engineering roles',
      headcount: 'The headcount',
    }[measure];
    const went = to > from ? 'rose' : 'fell';
    const counts = `from ${text.number(from)} to ${text.number(to)}`;
    return `${what} ${went} ${counts} between ${text.date(since)} and ${text.date(until)}.`;
  },
  award({ buyer, money, date }) {
    const from = buyer === null ? '' : ` from ${buyer}`;
    const worth = money === null ? '' : ` worth ${money}`;
    return `The company won a public contract${from}${worth} on ${text.date(date)}.`;
  },
  interest({ days, pageViews, visitors }) {
    const views = `${text.number(pageViews)} page ${pageViews === 1 ? 'view' : 'views'}`;
    const people =
      visitors === null
        ? ''
        : ` by ${text.number(visitors)} ${visitors === 1 ? 'visitor' : 'visitors'}`;
    return `The CRM counts ${views}${people} from the company in ${days} days.`;
  },
  figures({ name, current, previous, periodEnd }) {
    const what = { turnover: 'turnover', netAssets: 'net assets', cash: 'cash' }[name];
    const before = previous === null ? '' : `, after ${previous} in the period before`;
    return `The company’s accounts to ${text.date(periodEnd)} state ${what} of ${current}${before}.`;
  },
  parent: (relation, name) =>
    `The company’s ${relation === 'direct' ? 'parent' : 'ultimate parent'} is ${name}.`,
  industry: (name) => `The company’s industry is listed as ${text.quote(name)}.`,
  technology: (name) => `The company’s website uses ${name}.`,
  place: (country) =>
    `The company is based in ${withArticle.test(country) ? 'the ' : ''}${country}.`,
  onRecord(kind, date) {
    const words = {
      registration: 'register entry',
      accounts: 'accounts entry',
      'confirmation-statement': 'confirmation-statement entry',
      charges: 'entry on charges',
      insolvency: 'insolvency entry',
      filing: 'filing',
      'open-jobs': 'job board',
      headcount: 'headcount',
      revenue: 'revenue figure',
      industry: 'industry entry',
      location: 'location',
      technology: 'technology',
      website: 'website',
      engagement: 'reaction',
      'no-engagement': 'entry on contact',
      'page-intent': 'page visit',
      intent: 'entry on interest',
      change: 'change',
      financials: 'set of figures',
      'contract-award': 'contract award',
      'legal-entity': 'entry of legal entities',
      'parent-company': 'entry on the parent company',
      announcement: 'announcement',
    }[kind];
    return `The latest ${words} on record dates from ${text.date(date)}.`;
  },
  /** Once the company is named, things are "its"; "it" only follows a sentence about the company itself. */
  flow(sentences) {
    let isNamed = false;
    let isSubject = false;
    return sentences.map((sentence) => {
      let told = sentence;
      if (isNamed && told.startsWith('The company’s ')) told = told.replace('The company’s', 'Its');
      if (isSubject && told.startsWith('The company ')) told = told.replace('The company', 'It');
      isNamed ||= /\b[Tt]he company\b/.test(told);
      isSubject =
        told.startsWith('It ') || /\b[Tt]he company (?:is|was|files|filed|has)\b/.test(told);
      return capitalized(told);
    });
  },
};
