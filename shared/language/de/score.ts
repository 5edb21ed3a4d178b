import type { DutyWords, ScoreWords } from '../score-words.ts';
import { learned } from './learned.ts';
import { register } from './register.ts';
import { text } from './text.ts';

const event = {
  reply: 'Antwort',
  meeting: 'Termin',
  form: 'Formular abgeschickt',
  campaign: 'Reaktion auf eine Kampagne',
  call: 'Anruf',
  click: 'Link angeklickt',
  'page-view': 'Seite besucht',
} as const;

const announced = {
  funding: 'Finanzierung bekannt gegeben',
  expansion: 'Expansion bekannt gegeben',
  'leadership-change': 'Wechsel in der Führung bekannt gegeben',
  'contract-award': 'Auftragsgewinn bekannt gegeben',
  product: 'Neues Produkt vorgestellt',
  partnership: 'Partnerschaft bekannt gegeben',
  layoffs: 'Stellenabbau bekannt gegeben',
} as const;

const duty = (name: string): DutyWords => ({
  overdue: (dueOn) =>
    `${name} überfällig${dueOn === null ? '' : `, fällig am ${text.date(dueOn)}`}`,
  notOnTime: `${name} nicht fristgerecht`,
  notOverdue: (madeUpTo) =>
    `${name} nicht überfällig${madeUpTo === null ? '' : `, zuletzt zum ${text.date(madeUpTo)}`}`,
});

const counted = (points: number) => `${points} ${points === 1 ? 'Punkt' : 'Punkte'}`;

export const score: ScoreWords = {
  learned,
  limits: { above: 'Kein Teil geht über 100', below: 'Kein Teil geht unter 0' },
  engagement: {
    event: (what, date, count) =>
      `${event[what]} am ${text.date(date)}${count === null ? '' : `, insgesamt ${text.number(count)}`}`,
    booked: (what, date) => `${event[what]} vereinbart für den ${text.date(date)}`,
    visitedPage: (page, date) => `Seite ${text.quote(page)} am ${text.date(date)} besucht`,
    nobodyReacted: (since) =>
      since === null ? 'Niemand hat reagiert' : `Niemand hat reagiert seit dem ${text.date(since)}`,
  },
  financial: {
    companyIs: (trouble) => `Das Unternehmen ist ${trouble}`,
    active: 'Im Register aktiv',
    notActive: 'Im Register nicht aktiv',
    incorporated: (date) => `Gegründet am ${text.date(date)}`,
    duty: {
      accounts: duty('Jahresabschluss'),
      'confirmation-statement': duty('Jährliche Registermeldung'),
    },
    revenue: (money, isFromCrm) => `Jahresumsatz von ${money}${isFromCrm ? ' laut CRM' : ''}`,
    files: (type, unnamed) =>
      `Art des Abschlusses: ${type === null ? unnamed : register.accounts[type]}`,
    netAssets: (money, periodEnd) => `Reinvermögen von ${money} am ${text.date(periodEnd)}`,
    liquidity: (assets, liabilities, periodEnd) =>
      `Umlaufvermögen von ${assets} bei kurzfristigen Schulden von ${liabilities} am ${text.date(periodEnd)}`,
    profit: (money, isLoss, periodEnd) =>
      `${isLoss ? 'Verlust' : 'Gewinn'} von ${money} im Geschäftsjahr bis ${text.date(periodEnd)}`,
    noInsolvency: 'Keine Insolvenz eingetragen',
    insolvencyInHistory: 'Frühere Insolvenz des Unternehmens',
    charges: 'Pfandrechte am Vermögen sind eingetragen',
    noCharges: 'Keine Pfandrechte am Vermögen',
    strikeOffProposed: 'Die Löschung aus dem Register ist beantragt',
  },
  growth: {
    rolesAbroad: 'Offene Stellen in mehreren Ländern',
    filed: (what, date) =>
      `${
        {
          capital: 'Ausgabe neuer Anteile',
          'officer-appointed': 'Bestellung eines Organmitglieds',
          'officer-left': 'Ausscheiden eines Organmitglieds',
          latest: 'Letztes Dokument',
        }[what]
      }, eingereicht am ${text.date(date)}`,
    announced: (topic, date) => `${announced[topic]} am ${text.date(date)}`,
    reported: (topic, date) =>
      `${
        {
          'private-offering': 'Privatplatzierung',
          'officers-changed': 'Wechsel in der Führung',
          acquisition: 'Kauf oder Verkauf',
        }[topic]
      }, gemeldet am ${text.date(date)}`,
    awarded: (buyer, date) => `Öffentlicher Auftrag von ${buyer}, vergeben am ${text.date(date)}`,
    emptyBoard: (board) => `Die Stellenbörse ist leer: 0 offene Stellen (${board})`,
    roles: ({ total, board, senior, fresh }) =>
      [
        `${text.openRoles(total)} (${board})`,
        ...(senior > 0 ? [`${text.number(senior)} in leitender Funktion`] : []),
        ...(fresh > 0 ? [`${text.number(fresh)} in den letzten 30 Tagen veröffentlicht`] : []),
      ].join(', '),
    noneFor: (trouble) => `Kein Wachstum zählt, denn das Unternehmen ist ${trouble}`,
  },
  fit: {
    industry: (fits, name) => `Branche passt${fits ? '' : ' nicht'}: ${name}`,
    size: (fit, people) =>
      `${{ yes: 'Größe passt', perhaps: 'Größe passt vielleicht', no: 'Größe passt nicht' }[fit]}: ${people}`,
    country: (fits, name) => `Land passt${fits ? '' : ' nicht'}: ${name}`,
    technology: (names) => `Technik passt: ${text.list(names)}`,
    noTechnology: 'Keine der gewünschten Techniken wurde gefunden',
  },
  unknown: {
    financial: 'Weder Registereintrag noch Abschluss noch Umsatz wurden gefunden.',
    growth: 'Weder Stellenbörse noch neue Anteile, Führungswechsel oder Meldungen wurden gefunden.',
    engagement: 'Im CRM ist nichts darüber eingetragen, was jemand getan hat.',
    noProfile: 'Es ist kein Wunschkundenprofil festgelegt.',
    nothingForFit: 'Nichts von dem, was das Wunschkundenprofil verlangt, ist bekannt.',
  },
  wouldRaise: {
    confirmCompany: 'Klären, welches Unternehmen gemeint ist: Vorher zählt keine Angabe.',
    another: (what, isFirst, points) => {
      const noun =
        what === 'meeting'
          ? `${isFirst ? 'Ein' : 'Ein weiterer'} Termin`
          : `${isFirst ? 'Eine' : 'Eine weitere'} Antwort`;
      return `${noun} jetzt brächte bis zu ${counted(points)}.`;
    },
    accountsFiled: (points) =>
      `Ein eingereichter Jahresabschluss brächte ${counted(points)}: Er ist überfällig.`,
    financial: 'Die Finanzlage ist unbekannt: Registereintrag oder Abschluss finden.',
    growth: 'Das Wachstum ist unbekannt: Stellenbörse, neue Anteile oder Meldungen finden.',
    engagement:
      'Das Engagement ist unbekannt: Termin oder Antwort eintragen oder Kontakte dem Unternehmen zuordnen.',
    fit: 'Die Passung ist unbekannt: Branche, Größe oder Land des Unternehmens finden.',
    noProfile: 'Die Passung ist unbekannt: ein Wunschkundenprofil festlegen.',
    noJobBoard:
      'Das Wachstum stützt sich auf keine Stellenbörse: Eine Karriereseite, die auf eine verweist, würde offene Stellen zeigen.',
  },
};
