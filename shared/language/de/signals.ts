import type { SignalWords } from '../words.ts';
import { text } from './text.ts';

const event: SignalWords['event'] = {
  reply: 'Antwort erhalten',
  meeting: 'Termin',
  form: 'Formular abgeschickt',
  campaign: 'Reaktion auf eine Kampagne',
  call: 'Anruf',
  click: 'Link angeklickt',
  'page-view': 'Website besucht',
};

const due = (dueOn: string | null) => (dueOn === null ? '' : ` (fällig am ${text.date(dueOn)})`);

export const signals: SignalWords = {
  companyIs: (trouble) => `Das Unternehmen ist ${trouble}`,
  insolvencyInHistory: 'Frühere Insolvenz des Unternehmens',
  strikeOffProposed: 'Die Löschung aus dem Register ist beantragt',
  accountsOverdue: (dueOn) => `Der Jahresabschluss ist überfällig${due(dueOn)}`,
  statementOverdue: (dueOn) => `Die jährliche Registermeldung ist überfällig${due(dueOn)}`,
  event,
  booked: (what, date) => `${event[what]} vereinbart für den ${text.date(date)}`,
  visitedPage: (page) => `Seite ${text.quote(page)} besucht`,
  hiringLabel: 'Personalsuche',
  roles(boards, senior) {
    const counts = boards.map(({ total, label }) => `${text.openRoles(total)} (${label})`);
    return `${text.list(counts)}${senior > 0 ? `, davon ${text.number(senior)} in leitender Funktion` : ''}`;
  },
  hiringAbroad: (countries, areMore) =>
    `Personalsuche in mehreren Ländern: ${text.list(areMore ? [...countries, 'weitere Länder'] : countries)}`,
  rolesChanged: ({ isEngineering, from, to, days, board }) =>
    `${isEngineering ? 'Offene Engineering-Stellen' : 'Offene Stellen'} ${text.number(from)} → ${text.number(to)} in ${days} Tagen (${board})`,
  headcountChanged: ({ from, to, days }) =>
    `Angegebene Mitarbeiterzahl ${text.number(from)} → ${text.number(to)} in ${days} Tagen`,
  technologiesChanged({ gained, lost, days }) {
    const told = [
      ...(gained.length > 0 ? [`neu ${text.list(gained)}`] : []),
      ...(lost.length > 0 ? [`nicht mehr ${text.list(lost)}`] : []),
    ];
    return text.labelled(`Technik auf der Website in ${days} Tagen`, told.join('; '));
  },
  companyInterest({ days, visitors, pageViews, signals: count }) {
    const counts = [
      visitors === null ? '' : `Besucher ${text.number(visitors)}`,
      pageViews === null ? '' : `Seitenaufrufe ${text.number(pageViews)}`,
      count === null ? '' : `Signale ${text.number(count)}`,
    ].filter((part) => part !== '');
    return text.labelled(`Interesse in ${days} Tagen`, counts.join(', '));
  },
  filed: {
    capital: 'Kapital aufgenommen (neue Anteile); Runde nicht genannt',
    'officer-appointed': 'Organmitglied bestellt, laut Register',
    'officer-left': 'Organmitglied ausgeschieden, laut Register',
    charge: 'Pfandrecht eingetragen (besicherter Kredit)',
    address: 'Neuer Sitz gemeldet',
    name: 'Neuer Firmenname gemeldet',
  },
  announced: {
    funding: 'Finanzierung bekannt gegeben',
    expansion: 'Expansion bekannt gegeben',
    'leadership-change': 'Wechsel in der Führung bekannt gegeben',
    'contract-award': 'Auftragsgewinn bekannt gegeben',
    product: 'Produkt vorgestellt',
    partnership: 'Partnerschaft bekannt gegeben',
    layoffs: 'Stellenabbau bekannt gegeben',
  },
  reported: {
    'private-offering': 'Kapital aufgenommen (Privatplatzierung); Runde nicht genannt',
    'officers-changed': 'Wechsel in Vorstand oder Aufsichtsrat gemeldet',
    acquisition: 'Kauf oder Verkauf eines Unternehmens abgeschlossen',
  },
  awarded: (buyer, money, isShared) =>
    `Öffentlicher Auftrag von ${buyer}${money === null ? '' : `: ${money}`}${isShared ? ', gemeinsam mit anderen' : ''}`,
  technology: (names) => `Eingesetzte Technik: ${text.list(names)}`,
};
