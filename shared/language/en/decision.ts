import type { DecisionWords } from '../words.ts';
import { text } from './text.ts';

export const decision: DecisionWords = {
  veto: {
    companyIs: (trouble, when) => `the company is ${trouble} (${when})`,
    strikeOffProposed: 'striking the company off the register has been proposed',
    accountsOverdue: 'its accounts are overdue',
    jobCuts: (date) => `job cuts were announced on ${text.date(date)}`,
  },
  stage: {
    customer: 'The CRM lists a customer.',
    openDeal: 'A deal is open.',
    inCrm: 'The CRM says so already.',
    suggestedEarlier: 'Suggested earlier and not taken back.',
    notMovedForward: (reason) => `Not moved forward: ${reason}`,
    scoreUnknown: 'The score is unknown.',
    qualified: (score, signals) =>
      `The score is ${score} and ${signals} signals have high priority.`,
    reached: (stage, score) =>
      `The score is ${score}; ${{ contacted: 60, lead: 40 }[stage]} is enough.`,
    belowLead: (score) => `The score is ${score}; a lead takes 40.`,
  },
  task: {
    switchedOff: 'Creating tasks is switched off in the settings.',
    noScore: 'The score is unknown and no signal has high priority.',
    belowThreshold: (score, threshold) =>
      `The score is ${score}; tasks start at ${threshold} or with a signal of high priority.`,
    reached: (score, threshold) => `The score is ${score}; tasks start at ${threshold}.`,
    strongSignal: (title) => `A signal has high priority: ${title}.`,
  },
  deal: {
    switchedOff: 'Creating deals is switched off in the settings.',
    customer: 'The company is a customer already.',
    open: (deals) => (deals === 1 ? 'A deal is open.' : `${deals} deals are open.`),
    noMatch: 'It is not settled which company this is.',
    noScore: 'The score is unknown.',
    threshold: (score, threshold) => `The score is ${score}; deals start at ${threshold}.`,
    chance: (percent, threshold) =>
      `The chance of winning is ${percent}%; deals start at ${threshold}%.`,
    lowConfidence: (score, percent) =>
      `The score of ${score} rests on ${percent}% of the evidence it needs.`,
  },
  optedOut: 'The person objected to processing or marketing.',
  assignment: {
    hasOwner: 'The record has an owner.',
    switchedOff: 'Assignment is switched off in the settings.',
    unknownTerritory: (needs) => `The company’s ${text.list(needs)} must be known to decide.`,
    noRules: 'There are no assignment rules.',
    noRuleFits: 'No assignment rule fits this company.',
    named: (rule) => `Rule ${text.quote(rule)} names the owner.`,
    rotation: (rule, owners) => `Rule ${text.quote(rule)}: ${owners} owners take turns.`,
  },
};
