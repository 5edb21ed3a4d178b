/** A score in words. */
import type { Enrichment } from '../../../../shared/contract/v1.ts';
import { percent } from './numbers.ts';

type Score = Enrichment['score'];

/** "Fit A, engagement 1" for "A1"; `?` is unknown. */
export function gradeInWords(grade: string): string {
  const word = (letter: string | undefined) => (!letter || letter === '?' ? 'unknown' : letter);
  return `fit ${word(grade[0])}, engagement ${word(grade[1])}`;
}

/** "High confidence: rests on 96% of what the score looks for." */
export function groundsInWords({ value, confidence, coverage }: Score): string {
  if (value === null) return 'Nothing the score looks for was found, so there is no score.';
  const level = `${confidence.charAt(0).toUpperCase()}${confidence.slice(1)}`;
  return `${level} confidence: rests on ${percent(coverage)} of what the score looks for.`;
}

/** "34% chance of being won. Of 40 records in this band, 12 were won", where a model of the account's own scored it; null with the template. */
export function outlookInWords({ outlook, modelVersion }: Score): string | null {
  if (!outlook) return null;
  const { probability, won, of } = outlook;
  return `${percent(probability)} chance of being won. Of ${of} records in this band, ${won} were won (${modelName(modelVersion)}, learned from your outcomes).`;
}

/** "model 3" for "learned-3". */
function modelName(modelVersion: string): string {
  return modelVersion.replace(/^learned-/, 'model ');
}

/** "Score 96 of 100"; never a number for an unknown one. */
export function scoreTitle({ value }: Score): string {
  return value === null ? 'Score unknown' : `Score ${value} of 100`;
}

/** Colour beside the band's name. */
export function scoreVariant({ value, band }: Score): 'success' | 'warning' | 'danger' | 'default' {
  if (value === null) return 'default';
  if (band === 'below-average') return 'danger';
  return band === 'average' ? 'warning' : 'success';
}

/** "high confidence"; without a score there is none to be confident of. */
export function confidenceInWords({ value, confidence }: Score): string {
  return value === null ? 'nothing found' : `${confidence} confidence`;
}
