import type { DutyWords, ScoreWords } from '../score-words.ts';
import { learned } from './learned.ts';
import { register } from './register.ts';
import { text } from './text.ts';

const event = {
  reply: 'Antwoord',
  meeting: 'Afspraak',
  form: 'Formulier verstuurd',
  campaign: 'Reactie op een campagne',
  call: 'Telefoongesprek',
  click: 'Op link geklikt',
  'page-view': 'Pagina bezocht',
} as const;

const announced = {
  funding: 'Financiering aangekondigd',
  expansion: 'Uitbreiding aangekondigd',
  'leadership-change': 'Wisseling in de leiding aangekondigd',
  'contract-award': 'Gewonnen opdracht aangekondigd',
  product: 'Nieuw product aangekondigd',
  partnership: 'Samenwerking aangekondigd',
  layoffs: 'Inkrimping van het personeel aangekondigd',
} as const;

const duty = (name: string): DutyWords => ({
  overdue: (dueOn) =>
    `${name} te laat${dueOn === null ? '' : `, uiterste datum ${text.date(dueOn)}`}`,
  notOnTime: `${name} niet op tijd`,
  notOverdue: (madeUpTo) =>
    `${name} niet te laat${madeUpTo === null ? '' : `, laatst opgemaakt tot ${text.date(madeUpTo)}`}`,
});

const counted = (points: number) => `${points} ${points === 1 ? 'punt' : 'punten'}`;

export const score: ScoreWords = {
  learned,
  limits: { above: 'Geen onderdeel komt boven 100', below: 'Geen onderdeel komt onder 0' },
  engagement: {
    event: (what, date, count) =>
      `${event[what]} op ${text.date(date)}${count === null ? '' : `, ${text.number(count)} in totaal`}`,
    booked: (what, date) => `${event[what]} gepland op ${text.date(date)}`,
    visitedPage: (page, date) => `Pagina ${text.quote(page)} bezocht op ${text.date(date)}`,
    nobodyReacted: (since) =>
      since === null ? 'Niemand reageerde' : `Niemand reageerde sinds ${text.date(since)}`,
  },
  financial: {
    companyIs: (trouble) => `Het bedrijf is ${trouble}`,
    active: 'Actief in het register',
    notActive: 'Niet actief in het register',
    incorporated: (date) => `Opgericht op ${text.date(date)}`,
    duty: {
      accounts: duty('Jaarrekening'),
      'confirmation-statement': duty('Jaarlijkse opgave'),
    },
    revenue: (money, isFromCrm) => `Jaaromzet van ${money}${isFromCrm ? ' volgens het CRM' : ''}`,
    files: (type, unnamed) =>
      `Soort jaarrekening: ${type === null ? unnamed : register.accounts[type]}`,
    netAssets: (money, periodEnd) => `Eigen vermogen van ${money} op ${text.date(periodEnd)}`,
    liquidity: (assets, liabilities, periodEnd) =>
      `Vlottende activa van ${assets} tegenover ${liabilities} aan kortlopende schulden op ${text.date(periodEnd)}`,
    profit: (money, isLoss, periodEnd) =>
      `${isLoss ? 'Verlies' : 'Winst'} van ${money} in het boekjaar tot ${text.date(periodEnd)}`,
    noInsolvency: 'Geen insolventie geregistreerd',
    insolvencyInHistory: 'Eerdere insolventie van het bedrijf',
    charges: 'Er zijn zekerheidsrechten op de activa ingeschreven',
    noCharges: 'Geen zekerheidsrechten op de activa',
    strikeOffProposed: 'Uitschrijving uit het register is voorgesteld',
  },
  growth: {
    rolesAbroad: 'Vacatures in meerdere landen',
    filed: (what, date) =>
      `${
        {
          capital: 'Uitgifte van aandelen',
          'officer-appointed': 'Benoeming van een bestuurder',
          'officer-left': 'Vertrek van een bestuurder',
          latest: 'Laatste document',
        }[what]
      } gedeponeerd op ${text.date(date)}`,
    announced: (topic, date) => `${announced[topic]} op ${text.date(date)}`,
    reported: (topic, date) =>
      `${
        {
          'private-offering': 'Onderhandse plaatsing',
          'officers-changed': 'Wisseling onder bestuurders',
          acquisition: 'Overname of verkoop',
        }[topic]
      } gemeld op ${text.date(date)}`,
    awarded: (buyer, date) => `Overheidsopdracht van ${buyer}, gegund op ${text.date(date)}`,
    emptyBoard: (board) => `De vacaturesite is leeg: 0 vacatures (${board})`,
    roles: ({ total, board, senior, fresh }) =>
      [
        `${text.openRoles(total)} (${board})`,
        ...(senior > 0 ? [`${text.number(senior)} in een leidende functie`] : []),
        ...(fresh > 0 ? [`${text.number(fresh)} geplaatst in de laatste 30 dagen`] : []),
      ].join(', '),
    noneFor: (trouble) => `Er telt geen groei, want het bedrijf is ${trouble}`,
  },
  fit: {
    industry: (fits, name) => `Branche past${fits ? '' : ' niet'}: ${name}`,
    size: (fit, people) =>
      `${{ yes: 'Omvang past', perhaps: 'Omvang past misschien', no: 'Omvang past niet' }[fit]}: ${people}`,
    country: (fits, name) => `Land past${fits ? '' : ' niet'}: ${name}`,
    technology: (names) => `Techniek past: ${text.list(names)}`,
    noTechnology: 'Geen van de gewenste technieken is gezien',
  },
  unknown: {
    financial: 'Er is geen inschrijving, jaarrekening of omzet gevonden.',
    growth:
      'Er is geen vacaturesite, uitgifte van aandelen, bestuurswisseling of aankondiging gevonden.',
    engagement: 'Het CRM bevat niets over wat mensen deden.',
    noProfile: 'Er is geen profiel van de ideale klant vastgelegd.',
    nothingForFit:
      'Niets van wat het profiel van de ideale klant vraagt, is van dit bedrijf bekend.',
  },
  wouldRaise: {
    confirmCompany: 'Bevestig om welk bedrijf het gaat: daarvoor telt geen bedrijfsgegeven mee.',
    another: (what, isFirst, points) => {
      const noun = { meeting: 'afspraak', reply: 'antwoord' }[what];
      return `${isFirst ? 'Een' : 'Nog een'} ${noun} nu zou tot ${counted(points)} opleveren.`;
    },
    accountsFiled: (points) =>
      `Een gedeponeerde jaarrekening zou ${counted(points)} opleveren: die is te laat.`,
    financial: 'De financiële positie is onbekend: zoek de inschrijving of de jaarrekening.',
    growth: 'De groei is onbekend: zoek de vacaturesite, uitgiften van aandelen of nieuws.',
    engagement:
      'De betrokkenheid is onbekend: noteer een afspraak of antwoord, of koppel de contacten aan het bedrijf.',
    fit: 'De geschiktheid is onbekend: zoek de branche, de omvang of het land van het bedrijf.',
    noProfile: 'De geschiktheid is onbekend: leg een profiel van de ideale klant vast.',
    noJobBoard:
      'De groei rust op geen vacaturesite: een carrièrepagina die ernaar verwijst, zou vacatures tonen.',
  },
};
