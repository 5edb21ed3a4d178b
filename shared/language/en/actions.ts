import type { ActionWords, TaskWords } from '../words.ts';
import { text } from './text.ts';

export const actions: ActionWords = {
  doNotContact: { title: 'Do not contact this person', reason: 'The person objected.' },
  checkStanding: 'Check the company’s standing before any contact',
  confirmCompany: 'Confirm which company this is',
  correctWebsite: 'Correct the company’s website address',
  checkNameAndWebsite: 'Check the company’s name and website',
  addWebsiteOrName: 'Add the company’s website or name',
  matchReason: (_, reason) => reason,
  assignOwner: 'Assign an owner',
  checkCredit: 'Check payment terms before an offer',
  setProfile: {
    title: 'Set an ideal-customer profile',
    reason: 'Without one, fit is unknown and left out of every score.',
  },
  updateDeal: 'Bring the open deal up to date',
  prepareMeeting: 'Prepare the meeting',
  answer: {
    reply: 'Answer the reply',
    meeting: 'Follow up the meeting',
    form: 'Answer the form',
    campaign: 'Follow up the campaign response',
    call: 'Follow up the call',
  },
  onSignal: {
    intent: 'Offer a walk-through while the interest is fresh',
    contractAward: 'Refer to the contract award in the next message',
    funding: 'Ask what the new capital is meant for',
    hiring: 'Open the conversation with their hiring',
    expansion: 'Ask about the expansion',
    leadership: 'Find out who decides after the change of officers',
    partnership: 'Refer to the partnership in the next message',
    product: 'Refer to the new product in the next message',
  },
  tryAnotherWay: {
    title: 'Try another way to reach them',
    reason: (score, since) =>
      `The score is ${score} and nobody has reacted${since === null ? '' : ` since ${text.date(since)}`}.`,
  },
  getInTouch: {
    title: 'Get in touch',
    reason: (score, wasEver) =>
      `The score is ${score} and ${wasEver ? 'no recent reaction' : 'no reaction'} is on record.`,
  },
};

const components = {
  financial: 'financial standing',
  growth: 'growth',
  engagement: 'engagement',
  fit: 'fit',
} as const;

export const task: TaskWords = {
  followUp: (name, why) =>
    why === null ? `Follow up with ${name}` : `Follow up with ${name}: ${why}`,
  recordName: (id) => `record ${id}`,
  score: (value, confidence) =>
    value === null
      ? 'The oppSpot score is unknown.'
      : `oppSpot score: ${value} of 100 (confidence ${confidence}).`,
  whatHappened: 'What happened:',
  steps: 'Suggested steps:',
  whyThisScore: 'Why this score:',
  restsOn: 'What it rests on:',
  unknown: (names) =>
    `Not known and left out: ${text.list(names.map((name) => components[name]))}.`,
};
