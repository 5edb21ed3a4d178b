import type { SignalWords } from '../words.ts';
import { text } from './text.ts';

const event: SignalWords['event'] = {
  reply: 'Antwoord ontvangen',
  meeting: 'Afspraak',
  form: 'Formulier verstuurd',
  campaign: 'Reactie op een campagne',
  call: 'Telefoongesprek',
  click: 'Op link geklikt',
  'page-view': 'Website bezocht',
};

const due = (dueOn: string | null) =>
  dueOn === null ? '' : ` (uiterste datum ${text.date(dueOn)})`;

export const signals: SignalWords = {
  companyIs: (trouble) => `Het bedrijf is ${trouble}`,
  insolvencyInHistory: 'Eerdere insolventie van het bedrijf',
  strikeOffProposed: 'Uitschrijving uit het register is voorgesteld',
  accountsOverdue: (dueOn) => `De jaarrekening is te laat${due(dueOn)}`,
  statementOverdue: (dueOn) => `De jaarlijkse opgave is te laat${due(dueOn)}`,
  event,
  booked: (what, date) => `${event[what]} gepland op ${text.date(date)}`,
  visitedPage: (page) => `Pagina ${text.quote(page)} bezocht`,
  hiringLabel: 'Werving',
  roles(boards, senior) {
    const counts = boards.map(({ total, label }) => `${text.openRoles(total)} (${label})`);
    return `${text.list(counts)}${senior > 0 ? `, waarvan ${text.number(senior)} in een leidende functie` : ''}`;
  },
  hiringAbroad: (countries, areMore) =>
    `Werving in meerdere landen: ${text.list(areMore ? [...countries, 'andere landen'] : countries)}`,
  rolesChanged: ({ isEngineering, from, to, days, board }) =>
    `${isEngineering ? 'Openstaande engineeringvacatures' : 'Openstaande vacatures'} ${text.number(from)} → ${text.number(to)} in ${days} dagen (${board})`,
  headcountChanged: ({ from, to, days }) =>
    `Opgegeven aantal medewerkers ${text.number(from)} → ${text.number(to)} in ${days} dagen`,
  technologiesChanged({ gained, lost, days }) {
    const told = [
      ...(gained.length > 0 ? [`nieuw ${text.list(gained)}`] : []),
      ...(lost.length > 0 ? [`verdwenen ${text.list(lost)}`] : []),
    ];
    return text.labelled(`Techniek op de website in ${days} dagen`, told.join('; '));
  },
  companyInterest({ days, visitors, pageViews, signals: count }) {
    const counts = [
      visitors === null ? '' : `bezoekers ${text.number(visitors)}`,
      pageViews === null ? '' : `paginaweergaven ${text.number(pageViews)}`,
      count === null ? '' : `signalen ${text.number(count)}`,
    ].filter((part) => part !== '');
    return text.labelled(`Interesse in ${days} dagen`, counts.join(', '));
  },
  filed: {
    capital: 'Kapitaal opgehaald (uitgifte van aandelen); ronde niet vermeld',
    'officer-appointed': 'Bestuurder benoemd, volgens het register',
    'officer-left': 'Bestuurder vertrokken, volgens het register',
    charge: 'Zekerheidsrecht ingeschreven (gedekte lening)',
    address: 'Nieuwe vestigingsplaats gedeponeerd',
    name: 'Nieuwe bedrijfsnaam gedeponeerd',
  },
  announced: {
    funding: 'Financiering aangekondigd',
    expansion: 'Uitbreiding aangekondigd',
    'leadership-change': 'Wisseling in de leiding aangekondigd',
    'contract-award': 'Gewonnen opdracht aangekondigd',
    product: 'Product aangekondigd',
    partnership: 'Samenwerking aangekondigd',
    layoffs: 'Inkrimping van het personeel aangekondigd',
  },
  reported: {
    'private-offering': 'Kapitaal opgehaald (onderhandse plaatsing); ronde niet vermeld',
    'officers-changed': 'Wisseling onder bestuurders gemeld',
    acquisition: 'Overname of verkoop afgerond',
  },
  awarded: (buyer, money, isShared) =>
    `Overheidsopdracht van ${buyer}${money === null ? '' : `: ${money}`}${isShared ? ', gedeeld met anderen' : ''}`,
  technology: (names) => `Techniek gezien: ${text.list(names)}`,
};
