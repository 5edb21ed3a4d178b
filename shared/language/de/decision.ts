import type { DecisionWords } from '../words.ts';
import { text } from './text.ts';

export const decision: DecisionWords = {
  veto: {
    companyIs: (trouble, when) => `das Unternehmen ist ${trouble} (${when})`,
    strikeOffProposed: 'die Löschung aus dem Register ist beantragt',
    accountsOverdue: 'der Jahresabschluss ist überfällig',
    jobCuts: (date) => `am ${text.date(date)} wurde ein Stellenabbau bekannt gegeben`,
  },
  stage: {
    customer: 'Im CRM als Kunde geführt.',
    openDeal: 'Ein Deal ist offen.',
    inCrm: 'So steht es bereits im CRM.',
    suggestedEarlier: 'Früher vorgeschlagen und nicht zurückgenommen.',
    notMovedForward: (reason) => `Nicht weitergeführt: ${reason}`,
    scoreUnknown: 'Der Score ist unbekannt.',
    qualified: (score, signals) =>
      `Der Score ist ${score}, und ${signals} Signale haben hohe Priorität.`,
    reached: (stage, score) =>
      `Der Score ist ${score}; ${{ contacted: 60, lead: 40 }[stage]} reichen.`,
    belowLead: (score) => `Der Score ist ${score}; ein Lead braucht 40.`,
  },
  task: {
    switchedOff: 'Das Anlegen von Aufgaben ist in den Einstellungen ausgeschaltet.',
    noScore: 'Der Score ist unbekannt, und kein Signal hat hohe Priorität.',
    belowThreshold: (score, threshold) =>
      `Der Score ist ${score}; Aufgaben gibt es ab ${threshold} oder bei einem Signal mit hoher Priorität.`,
    reached: (score, threshold) => `Der Score ist ${score}; Aufgaben gibt es ab ${threshold}.`,
    strongSignal: (title) => `Ein Signal hat hohe Priorität: ${title}.`,
  },
  deal: {
    switchedOff: 'Das Anlegen von Deals ist in den Einstellungen ausgeschaltet.',
    customer: 'Das Unternehmen ist bereits Kunde.',
    open: (deals) => (deals === 1 ? 'Ein Deal ist offen.' : `${deals} Deals sind offen.`),
    noMatch: 'Es steht nicht fest, welches Unternehmen gemeint ist.',
    noScore: 'Der Score ist unbekannt.',
    threshold: (score, threshold) => `Der Score ist ${score}; Deals gibt es ab ${threshold}.`,
    chance: (percent, threshold) =>
      `Die Gewinnchance ist ${percent} %; Deals gibt es ab ${threshold} %.`,
    lowConfidence: (score, percent) =>
      `Der Score von ${score} stützt sich auf ${percent} % der nötigen Belege.`,
  },
  optedOut: 'Die Person hat der Verarbeitung oder Werbung widersprochen.',
  assignment: {
    hasOwner: 'Der Datensatz hat bereits eine zuständige Person.',
    switchedOff: 'Die Zuweisung ist in den Einstellungen ausgeschaltet.',
    unknownTerritory: (needs) =>
      `Für eine Entscheidung müssen bekannt sein: ${text.list(needs.map((need) => ({ country: 'Land', industry: 'Branche' })[need]))}.`,
    noRules: 'Es gibt keine Zuweisungsregeln.',
    noRuleFits: 'Keine Zuweisungsregel passt auf dieses Unternehmen.',
    named: (rule) => `Die Regel ${text.quote(rule)} nennt die zuständige Person.`,
    rotation: (rule, owners) =>
      `Regel ${text.quote(rule)}: ${owners} zuständige Personen wechseln sich ab.`,
  },
};
