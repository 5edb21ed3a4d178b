import type { SignalWords } from '../words.ts';
import { text } from './text.ts';

const event: SignalWords['event'] = {
  reply: 'Antwort erhalten',
  meeting: 'Termin',
  form: 'Formular abgeschickt',
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
  technology: (names) => `Eingesetzte Technik: ${text.list(names)}`,
};
