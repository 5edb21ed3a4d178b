/** A score in words, and what it is made of. */
import CONFIDENCE from '@salesforce/label/c.Card_Confidence';
import GRADE from '@salesforce/label/c.Card_Grade';
import GROUNDS from '@salesforce/label/c.Card_Grounds';
import NO_GROUNDS from '@salesforce/label/c.Card_No_Grounds';
import NO_REASONS from '@salesforce/label/c.Card_No_Reasons';
import OUTLOOK from '@salesforce/label/c.Card_Outlook';
import SCORE_OF from '@salesforce/label/c.Card_Score_Of';
import SCORE_UNKNOWN from '@salesforce/label/c.Card_Score_Unknown';
import TOTAL from '@salesforce/label/c.Card_Total';
import TOTAL_ROUNDED from '@salesforce/label/c.Card_Total_Rounded';
import UNKNOWN from '@salesforce/label/c.Card_Unknown';
import { format, number, percent, points } from 'c/oppspotText';
import { wordFor } from './words';

/** "Score 96 of 100"; never a number for an unknown one. */
export function scoreTitle({ value }) {
  return value === null ? SCORE_UNKNOWN : format(SCORE_OF, value);
}

/** "Grade A1: fit A, engagement 1"; null where both sides are unknown. */
export function gradeInWords({ grade }) {
  if (grade === '??') return null;
  const side = (sign) => (sign === '?' ? UNKNOWN : sign);
  return format(GRADE, grade, side(grade[0]), side(grade[1]));
}

/** "High confidence"; without a score there is none to be confident of. */
export function confidenceInWords({ value, confidence }) {
  return value === null ? null : format(CONFIDENCE, wordFor('level', confidence));
}

/** "High confidence: rests on 96% of what the score looks for." */
export function groundsInWords(score) {
  if (score.value === null) return NO_GROUNDS;
  return format(GROUNDS, confidenceInWords(score), percent(score.coverage));
}

/** "34% chance of being won. Of 40 records in this band, 12 were won (model 3, …)."; null with the template. */
export function outlookInWords({ outlook, modelVersion }) {
  if (!outlook) return null;
  const { probability, won, of } = outlook;
  const [, version] = /^learned-(\d+)$/.exec(modelVersion) ?? [null, modelVersion];
  return format(OUTLOOK, percent(probability), number(won), number(of), version);
}

/** Colour beside the band's name: a theme of the design system. */
export function bandTheme({ value, band }) {
  if (value === null) return 'slds-badge_lightest';
  if (band === 'below-average') return 'slds-theme_error';
  return band === 'average' ? 'slds-theme_warning' : 'slds-theme_success';
}

/** By component, in the score's order; a component without contributions is left out. */
export function reasonGroups({ components, contributions }) {
  const names = new Set(components.map(({ name }) => name));
  for (const { component } of contributions) names.add(component);
  return [...names]
    .map((component) => {
      const own = contributions.filter((item) => item.component === component);
      return { component, overallPoints: sum(own), contributions: own };
    })
    .filter((group) => group.contributions.length > 0);
}

/** "Together +95.6, rounded to a score of 96." */
export function totalInWords(score) {
  if (score.value === null) return NO_REASONS;
  const total = sum(score.contributions);
  const isRounded = Math.round(total) === score.value;
  return format(isRounded ? TOTAL_ROUNDED : TOTAL, points(total), score.value, score.modelVersion);
}

function sum(contributions) {
  return contributions.reduce((total, { overallPoints }) => total + overallPoints, 0);
}
