import { sentenceOf } from '../text.ts';
import type { Happened, SummaryWords } from '../words.ts';
import { register } from './register.ts';
import { text } from './text.ts';

const said: Readonly<Record<Exclude<Happened['what'], 'page-intent'>, string>> = {
  reply: 'kam eine Antwort',
  meeting: 'ist ein Termin eingetragen',
  form: 'wurde ein Formular abgeschickt',
  campaign: 'gab es eine Reaktion auf eine Kampagne',
  call: 'ist ein Anruf eingetragen',
  click: 'wurde ein Link angeklickt',
  'page-view': 'wurde die Website besucht',
};
const booked: Readonly<Record<Exclude<Happened['what'], 'page-intent'>, string>> = {
  ...said,
  meeting: 'ist ein Termin vereinbart',
  call: 'ist ein Anruf vereinbart',
};

function clause({ what, date, isBooked, page }: Happened): string {
  const on = `am ${text.date(date)}`;
  if (what === 'page-intent') {
    const which =
      page === null ? 'eine Seite, die Interesse zeigt,' : `die Seite ${text.quote(page)}`;
    return `${on} wurde ${which} besucht`;
  }
  return `${on} ${(isBooked ? booked : said)[what]}`;
}

export const summary: SummaryWords = {
  nothing: 'Für eine Zusammenfassung liegt zu wenig vor.',
  warning(trouble, isStrikeOffProposed, date) {
    const stand = `(${text.asOf(date)})`;
    if (trouble === null) {
      return `Laut Register ist die Löschung des Unternehmens beantragt ${stand}.`;
    }
    return isStrikeOffProposed
      ? `Laut Register ist das Unternehmen ${trouble}; zudem ist seine Löschung beantragt ${stand}.`
      : `Laut Register ist das Unternehmen ${trouble} ${stand}.`;
  },
  accountsOverdue: (dueOn) =>
    dueOn === null
      ? 'Der Jahresabschluss ist überfällig.'
      : `Der Jahresabschluss ist seit dem ${text.date(dueOn)} überfällig.`,
  statementOverdue: (dueOn) =>
    dueOn === null
      ? 'Die jährliche Registermeldung ist überfällig.'
      : `Die jährliche Registermeldung ist seit dem ${text.date(dueOn)} überfällig.`,
  happened: (events) => sentenceOf(events.map(clause), ', '),
  silence: (since) =>
    since === null
      ? 'Bisher hat dort niemand reagiert.'
      : `Seit dem ${text.date(since)} hat dort niemand reagiert.`,
  hiring({ total, senior, board, date }) {
    const where = board === null ? 'Auf der Stellenbörse' : `Auf der Stellenbörse (${board})`;
    const are = total === 1 ? 'ist' : 'sind';
    const roles =
      total === 0
        ? 'ist keine Stelle ausgeschrieben'
        : `${are} ${text.openRoles(total)} ausgeschrieben${senior > 0 ? `, davon ${text.number(senior)} in leitender Funktion` : ''}`;
    return `${where} ${roles} (${text.asOf(date)}).`;
  },
  news(topic, date, title) {
    const what = {
      funding: 'eine Finanzierung',
      expansion: 'eine Expansion',
      'leadership-change': 'ein Wechsel in der Führung',
      'contract-award': 'ein Auftragsgewinn',
      product: 'ein Produkt',
      partnership: 'eine Partnerschaft',
      layoffs: 'ein Stellenabbau',
    }[topic];
    const headline = title === null ? '' : `: ${text.quote(title)}`;
    return `Am ${text.date(date)} wurde ${what} bekannt gegeben${headline}.`;
  },
  filed(topic, date) {
    const what = {
      capital: 'eine Ausgabe neuer Anteile, die Kapital einbrachte; die Runde ist nicht genannt',
      'officer-appointed': 'die Bestellung eines Organmitglieds',
      'officer-left': 'das Ausscheiden eines Organmitglieds',
      charge: 'ein Pfandrecht am Vermögen',
      address: 'ein neuer Sitz',
      name: 'ein neuer Firmenname',
    }[topic];
    return `Am ${text.date(date)} wurde beim Register gemeldet: ${what}.`;
  },
  register(entry, accounts) {
    const clauses: string[] = [];
    if (entry !== null) {
      clauses.push(
        entry.incorporatedOn === null
          ? 'laut Register ist das Unternehmen aktiv'
          : `laut Register ist das Unternehmen aktiv und besteht seit dem ${text.date(entry.incorporatedOn)}`,
      );
    }
    if (accounts !== null) {
      const kind = accounts.type === null ? '' : ` (${register.accounts[accounts.type]})`;
      clauses.push(`der Jahresabschluss ist nicht überfällig${kind}`);
    }
    return sentenceOf(clauses, '; ');
  },
  size(headcount, revenue) {
    const clauses: string[] = [];
    if (headcount !== null) {
      const { people, basis } = headcount;
      clauses.push(
        {
          stated: `laut Website hat das Unternehmen ${people}`,
          crm: `im CRM stehen ${people}`,
          'accounts-type': `der Art des Abschlusses nach hat das Unternehmen ${people}`,
          accounts: `laut Jahresabschluss hat das Unternehmen ${people}`,
        }[basis],
      );
    }
    if (revenue !== null) clauses.push(`als Umsatz sind ${revenue} angegeben`);
    return sentenceOf(clauses, '; ');
  },
  change({ measure, from, to, since, until }) {
    const [what, went] = {
      'open-jobs': ['Die Zahl der offenen Stellen', to > from ? 'stieg' : 'sank'],
      'open-engineering-jobs': [
        'Die Zahl der offenen Stellen in der Entwicklung',
        to > from ? 'stieg' : 'sank',
      ],
      headcount: ['Die Zahl der Beschäftigten', to > from ? 'stieg' : 'sank'],
    }[measure];
    return `${what} ${went} vom ${text.date(since)} bis zum ${text.date(until)} von ${text.number(from)} auf ${text.number(to)}.`;
  },
  award({ buyer, money, date }) {
    const from = buyer === null ? '' : ` von ${buyer}`;
    const worth = money === null ? '' : ` über ${money}`;
    return `Am ${text.date(date)} erhielt das Unternehmen einen öffentlichen Auftrag${from}${worth}.`;
  },
  interest({ days, pageViews, visitors }) {
    const views = `${text.number(pageViews)} ${pageViews === 1 ? 'Seitenaufruf' : 'Seitenaufrufe'}`;
    const people =
      visitors === null
        ? ''
        : ` von ${text.number(visitors)} ${visitors === 1 ? 'Besucher' : 'Besuchern'}`;
    return `Das CRM zählt in ${text.number(days)} Tagen ${views}${people} aus dem Unternehmen.`;
  },
  figures({ name, current, previous, periodEnd }) {
    const what = { turnover: 'einen Umsatz', netAssets: 'ein Reinvermögen', cash: 'Barmittel' }[
      name
    ];
    const before = previous === null ? '' : ` (im Zeitraum davor ${previous})`;
    return `Der Abschluss zum ${text.date(periodEnd)} nennt ${what} von ${current}${before}.`;
  },
  parent: (relation, name) =>
    `${relation === 'direct' ? 'Muttergesellschaft' : 'Oberste Muttergesellschaft'} ist ${name}.`,
  industry: (name) => `Als Branche ist ${text.quote(name)} eingetragen.`,
  technology: (name) => `Die Website nutzt ${name}.`,
  place: (country) => `Sitzland: ${country}.`,
  onRecord(kind, date) {
    const what = {
      registration: 'Der letzte Registereintrag',
      accounts: 'Der letzte Eintrag zum Jahresabschluss',
      'confirmation-statement': 'Die letzte jährliche Registermeldung',
      charges: 'Der letzte Eintrag zu Pfandrechten',
      insolvency: 'Der letzte Eintrag zur Insolvenz',
      filing: 'Die letzte Einreichung',
      'open-jobs': 'Die letzte Stellenbörse',
      headcount: 'Die letzte Angabe zur Größe',
      financials: 'Der letzte Satz von Zahlen',
      revenue: 'Die letzte Angabe zum Umsatz',
      industry: 'Die letzte Angabe zur Branche',
      location: 'Die letzte Angabe zum Standort',
      technology: 'Die letzte Angabe zur Technik',
      website: 'Der letzte Stand der Website',
      engagement: 'Die letzte Reaktion',
      'no-engagement': 'Der letzte Eintrag zum Kontakt',
      'page-intent': 'Der letzte Seitenbesuch',
      intent: 'Die letzte Angabe zum Interesse',
      change: 'Die letzte Veränderung',
      'contract-award': 'Der letzte öffentliche Auftrag',
      'legal-entity': 'Der letzte Eintrag zur Rechtsform',
      'parent-company': 'Die letzte Angabe zur Muttergesellschaft',
      announcement: 'Die letzte Meldung',
    }[kind];
    return `${what} ist vom ${text.date(date)}.`;
  },
  flow: (sentences) => [...sentences],
};
