import { sentenceOf } from '../text.ts';
import type { Happened, SummaryWords } from '../words.ts';
import { register } from './register.ts';
import { text } from './text.ts';

const said: Readonly<Record<Exclude<Happened['what'], 'page-intent'>, string>> = {
  reply: 'kwam er een antwoord',
  meeting: 'staat er een afspraak genoteerd',
  form: 'is er een formulier verstuurd',
  campaign: 'is er op een campagne gereageerd',
  call: 'staat er een telefoongesprek genoteerd',
  click: 'is er op een link geklikt',
  'page-view': 'is de website bezocht',
};

function clause({ what, date, isBooked, page }: Happened): string {
  const on = `op ${text.date(date)}`;
  if (what === 'page-intent') {
    const which =
      page === null ? 'een pagina die interesse toont' : `de pagina ${text.quote(page)}`;
    return `${on} is ${which} bezocht`;
  }
  if (isBooked && what === 'meeting') return `${on} staat er een afspraak gepland`;
  if (isBooked && what === 'call') return `${on} staat er een telefoongesprek gepland`;
  return `${on} ${said[what]}`;
}

export const summary: SummaryWords = {
  nothing: 'Er is te weinig bekend voor een samenvatting.',
  warning(trouble, isStrikeOffProposed, date) {
    const when = `(${text.asOf(date)})`;
    if (trouble === null)
      return `Volgens het register is uitschrijving van het bedrijf voorgesteld ${when}.`;
    return isStrikeOffProposed
      ? `Volgens het register is het bedrijf ${trouble} en is uitschrijving voorgesteld ${when}.`
      : `Volgens het register is het bedrijf ${trouble} ${when}.`;
  },
  accountsOverdue: (dueOn) =>
    dueOn === null
      ? 'De jaarrekening is te laat.'
      : `De jaarrekening is te laat: die had op ${text.date(dueOn)} binnen moeten zijn.`,
  statementOverdue: (dueOn) =>
    dueOn === null
      ? 'De jaarlijkse opgave aan het register is te laat.'
      : `De jaarlijkse opgave aan het register is te laat: die had op ${text.date(dueOn)} binnen moeten zijn.`,
  happened: (events) => sentenceOf(events.map(clause), ' en '),
  silence: (since) =>
    since === null
      ? 'Tot nu toe heeft daar niemand gereageerd.'
      : `Sinds ${text.date(since)} heeft daar niemand gereageerd.`,
  hiring({ total, senior, board, date }) {
    const where = board === null ? 'Op de vacaturesite' : `Op de vacaturesite (${board})`;
    const roles =
      total === 0
        ? 'staan geen vacatures'
        : `${total === 1 ? 'staat' : 'staan'} ${text.openRoles(total)}${senior > 0 ? `, waarvan ${text.number(senior)} in een leidende functie` : ''}`;
    return `${where} ${roles} (${text.asOf(date)}).`;
  },
  news(topic, date, title) {
    const what = {
      funding: 'een financiering',
      expansion: 'een uitbreiding',
      'leadership-change': 'een wisseling in de leiding',
      'contract-award': 'een gewonnen opdracht',
      product: 'een product',
      partnership: 'een samenwerking',
      layoffs: 'een inkrimping van het personeel',
    }[topic];
    const headline = title === null ? '' : `: ${text.quote(title)}`;
    return `Op ${text.date(date)} is ${what} aangekondigd${headline}.`;
  },
  filed(topic, date) {
    const on = `Op ${text.date(date)}`;
    return {
      capital: `${on} is een uitgifte van aandelen gedeponeerd die kapitaal opleverde; de ronde is niet vermeld.`,
      'officer-appointed': `${on} is de benoeming van een bestuurder gedeponeerd.`,
      'officer-left': `${on} is het vertrek van een bestuurder gedeponeerd.`,
      charge: `${on} is een zekerheidsrecht op de activa gedeponeerd.`,
      address: `${on} is een nieuwe vestigingsplaats gedeponeerd.`,
      name: `${on} is een nieuwe bedrijfsnaam gedeponeerd.`,
    }[topic];
  },
  register(entry, accounts) {
    const clauses: string[] = [];
    if (entry !== null) {
      clauses.push(
        entry.incorporatedOn === null
          ? 'volgens het register is het bedrijf actief'
          : `volgens het register is het bedrijf actief en bestaat het sinds ${text.date(entry.incorporatedOn)}`,
      );
    }
    if (accounts !== null) {
      const kind = accounts.type === null ? '' : ` (${register.accounts[accounts.type]})`;
      clauses.push(`de jaarrekening is niet te laat${kind}`);
    }
    return sentenceOf(clauses, '; ');
  },
  size(headcount, revenue) {
    const clauses: string[] = [];
    if (headcount !== null) {
      const { people, basis } = headcount;
      clauses.push(
        {
          stated: `volgens de website heeft het bedrijf ${people}`,
          crm: `volgens het CRM heeft het bedrijf ${people}`,
          'accounts-type': `naar de soort jaarrekening heeft het bedrijf ${people}`,
          accounts: `volgens de jaarrekening heeft het bedrijf ${people}`,
        }[basis],
      );
    }
    if (revenue !== null) clauses.push(`als omzet is ${revenue} opgegeven`);
    return sentenceOf(clauses, '; ');
  },
  change({ measure, from, to, since, until }) {
    const what = {
      'open-jobs': 'Het aantal vacatures',
      'open-engineering-jobs': 'Het aantal vacatures in de techniek',
      headcount: 'Het aantal medewerkers',
    }[measure];
    const went = to > from ? 'steeg' : 'daalde';
    return `${what} ${went} tussen ${text.date(since)} en ${text.date(until)} van ${text.number(from)} naar ${text.number(to)}.`;
  },
  award({ buyer, money, date }) {
    const by = buyer === null ? '' : ` van ${buyer}`;
    const worth = money === null ? '' : ` ter waarde van ${money}`;
    return `Op ${text.date(date)} kreeg het bedrijf een overheidsopdracht${by}${worth}.`;
  },
  interest({ days, pageViews, visitors }) {
    const views = `${text.number(pageViews)} ${pageViews === 1 ? 'paginaweergave' : 'paginaweergaven'}`;
    const people =
      visitors === null
        ? ''
        : ` door ${text.number(visitors)} ${visitors === 1 ? 'bezoeker' : 'bezoekers'}`;
    return `Het CRM telt in ${text.number(days)} dagen ${views}${people} vanuit het bedrijf.`;
  },
  figures({ name, current, previous, periodEnd }) {
    const what = {
      turnover: 'een omzet',
      netAssets: 'een eigen vermogen',
      cash: 'liquide middelen',
    }[name];
    const before = previous === null ? '' : `, na ${previous} in de periode ervoor`;
    return `De jaarrekening tot ${text.date(periodEnd)} vermeldt ${what} van ${current}${before}.`;
  },
  parent: (relation, name) =>
    `${relation === 'direct' ? 'De moedermaatschappij' : 'De uiteindelijke moedermaatschappij'} is ${name}.`,
  industry: (name) => `Als branche staat ${text.quote(name)} vermeld.`,
  technology: (name) => `De website gebruikt ${name}.`,
  place: (country) => `Land van vestiging: ${country}.`,
  onRecord(kind, date) {
    const what = {
      registration: 'De laatste inschrijving in het register',
      accounts: 'De laatste vermelding over de jaarrekening',
      'confirmation-statement': 'De laatste jaarlijkse opgave',
      charges: 'De laatste vermelding over zekerheidsrechten',
      insolvency: 'De laatste vermelding over insolventie',
      filing: 'De laatste deponering',
      'open-jobs': 'De laatste stand van de vacaturesite',
      headcount: 'Het laatste aantal medewerkers',
      financials: 'De laatste reeks cijfers',
      revenue: 'De laatste omzet',
      industry: 'De laatste vermelding van de branche',
      location: 'De laatste vermelding van de plaats',
      technology: 'De laatste vermelding van techniek',
      website: 'De laatste stand van de website',
      engagement: 'De laatste reactie',
      'no-engagement': 'De laatste vermelding van contact',
      'page-intent': 'Het laatste paginabezoek',
      intent: 'De laatste vermelding van interesse',
      change: 'De laatste verandering',
      'contract-award': 'De laatste overheidsopdracht',
      'legal-entity': 'De laatste inschrijving als rechtspersoon',
      'parent-company': 'De laatste vermelding van de moedermaatschappij',
      announcement: 'De laatste aankondiging',
    }[kind];
    return `${what} is van ${text.date(date)}.`;
  },
  flow: (sentences) => [...sentences],
};
