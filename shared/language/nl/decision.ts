import type { DecisionWords } from '../words.ts';
import { text } from './text.ts';

export const decision: DecisionWords = {
  veto: {
    companyIs: (trouble, when) => `het bedrijf is ${trouble} (${when})`,
    strikeOffProposed: 'uitschrijving uit het register is voorgesteld',
    accountsOverdue: 'de jaarrekening is te laat',
    jobCuts: (date) => `op ${text.date(date)} is een inkrimping van het personeel aangekondigd`,
  },
  stage: {
    customer: 'Het CRM vermeldt een klant.',
    openDeal: 'Er staat een deal open.',
    inCrm: 'Het CRM zegt dat al.',
    suggestedEarlier: 'Eerder voorgesteld en niet teruggenomen.',
    notMovedForward: (reason) => `Niet verder gebracht: ${reason}`,
    scoreUnknown: 'De score is onbekend.',
    qualified: (score, signals) =>
      `De score is ${score} en ${signals} signalen hebben hoge prioriteit.`,
    reached: (stage, score) =>
      `De score is ${score}; ${{ contacted: 60, lead: 40 }[stage]} is genoeg.`,
    belowLead: (score) => `De score is ${score}; een lead vraagt 40.`,
  },
  task: {
    switchedOff: 'Taken aanmaken staat uit in de instellingen.',
    noScore: 'De score is onbekend en geen signaal heeft hoge prioriteit.',
    belowThreshold: (score, threshold) =>
      `De score is ${score}; taken beginnen bij ${threshold} of bij een signaal met hoge prioriteit.`,
    reached: (score, threshold) => `De score is ${score}; taken beginnen bij ${threshold}.`,
    strongSignal: (title) => `Een signaal heeft hoge prioriteit: ${title}.`,
  },
  deal: {
    switchedOff: 'Deals aanmaken staat uit in de instellingen.',
    customer: 'Het bedrijf is al klant.',
    open: (deals) => (deals === 1 ? 'Er staat een deal open.' : `Er staan ${deals} deals open.`),
    noMatch: 'Het staat niet vast om welk bedrijf het gaat.',
    noScore: 'De score is onbekend.',
    threshold: (score, threshold) => `De score is ${score}; deals beginnen bij ${threshold}.`,
    chance: (percent, threshold) =>
      `De kans op winst is ${percent}%; deals beginnen bij ${threshold}%.`,
    lowConfidence: (score, percent) =>
      `De score van ${score} rust op ${percent}% van de gegevens die nodig zijn.`,
  },
  optedOut: 'De persoon maakte bezwaar tegen verwerking of reclame.',
  assignment: {
    hasOwner: 'Het record heeft al een verantwoordelijke.',
    switchedOff: 'Toewijzing staat uit in de instellingen.',
    unknownTerritory: (needs) =>
      `Om te beslissen moet van het bedrijf bekend zijn: ${text.list(needs.map((need) => ({ country: 'het land', industry: 'de branche' })[need]))}.`,
    noRules: 'Er zijn geen toewijzingsregels.',
    noRuleFits: 'Geen toewijzingsregel past bij dit bedrijf.',
    named: (rule) => `Regel ${text.quote(rule)} noemt de verantwoordelijke.`,
    rotation: (rule, owners) =>
      `Regel ${text.quote(rule)}: ${owners} verantwoordelijken om de beurt.`,
  },
};
