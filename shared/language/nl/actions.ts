import type { ActionWords, TaskWords } from '../words.ts';
import { text } from './text.ts';

export const actions: ActionWords = {
  doNotContact: {
    title: 'Neem geen contact op met deze persoon',
    reason: 'De persoon maakte bezwaar.',
  },
  checkStanding: 'Controleer de toestand van het bedrijf vóór elk contact',
  confirmCompany: 'Bevestig om welk bedrijf het gaat',
  correctWebsite: 'Verbeter het webadres van het bedrijf',
  checkNameAndWebsite: 'Controleer de naam en de website van het bedrijf',
  addWebsiteOrName: 'Vul de website of de naam van het bedrijf aan',
  matchReason: (status) =>
    ({
      ambiguous: 'Er komen meerdere bedrijven in aanmerking.',
      'no-company': 'Het record noemt geen bedrijf.',
      'free-mail-domain': 'Het e-mailadres is van een gratis aanbieder, niet van een bedrijf.',
      'invalid-domain': 'Het adres van de website is ongeldig.',
      'not-found': 'Er is geen passend bedrijf gevonden.',
      suppressed: 'Het bedrijf of de persoon staat op de uitsluitingslijst.',
    })[status],
  assignOwner: 'Wijs een verantwoordelijke aan',
  checkCredit: 'Controleer de betaalvoorwaarden vóór een offerte',
  setProfile: {
    title: 'Leg een profiel van de ideale klant vast',
    reason: 'Zonder profiel is onbekend of een bedrijf past; dat ontbreekt in elke score.',
  },
  updateDeal: 'Werk de openstaande deal bij',
  prepareMeeting: 'Bereid de afspraak voor',
  answer: {
    reply: 'Ga in op het antwoord',
    meeting: 'Volg de afspraak op',
    form: 'Beantwoord het formulier',
    campaign: 'Volg de reactie op de campagne op',
    call: 'Volg het telefoongesprek op',
  },
  onSignal: {
    intent: 'Bied een rondleiding aan zolang de interesse vers is',
    contractAward: 'Verwijs in het volgende bericht naar de gewonnen opdracht',
    funding: 'Vraag waarvoor het nieuwe kapitaal bedoeld is',
    hiring: 'Open het gesprek met hun werving',
    expansion: 'Vraag naar de uitbreiding',
    leadership: 'Zoek uit wie er beslist na de wisseling in het bestuur',
    partnership: 'Verwijs in het volgende bericht naar de samenwerking',
    product: 'Verwijs in het volgende bericht naar het nieuwe product',
  },
  tryAnotherWay: {
    title: 'Probeer hen op een andere manier te bereiken',
    reason: (score, since) =>
      since === null
        ? `De score is ${score} en niemand heeft gereageerd.`
        : `De score is ${score} en sinds ${text.date(since)} heeft niemand gereageerd.`,
  },
  getInTouch: {
    title: 'Neem contact op',
    reason: (score, wasEver) =>
      `De score is ${score} en er is geen ${wasEver ? 'recente ' : ''}reactie genoteerd.`,
  },
};

const components = {
  financial: 'financiële positie',
  growth: 'groei',
  engagement: 'betrokkenheid',
  fit: 'geschiktheid',
} as const;

const levels = { high: 'hoog', medium: 'gemiddeld', low: 'laag' } as const;

export const task: TaskWords = {
  followUp: (name, why) => (why === null ? `Opvolgen: ${name}` : `Opvolgen: ${name} – ${why}`),
  recordName: (id) => `record ${id}`,
  score: (value, confidence) =>
    value === null
      ? 'De oppSpot-score is onbekend.'
      : `oppSpot-score: ${value} van 100 (zekerheid ${levels[confidence]}).`,
  whatHappened: 'Wat er gebeurde:',
  steps: 'Voorgestelde stappen:',
  whyThisScore: 'Waarom deze score:',
  restsOn: 'Waarop dit berust:',
  unknown: (names) =>
    `Onbekend en niet meegeteld: ${text.list(names.map((name) => components[name]))}.`,
};
