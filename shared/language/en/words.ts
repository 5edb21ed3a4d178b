/** English, as British sellers write it. */
import type { Words } from '../words.ts';
import { actions, task } from './actions.ts';
import { decision } from './decision.ts';
import { register } from './register.ts';
import { score } from './score.ts';
import { signals } from './signals.ts';
import { since } from './since.ts';
import { summary } from './summary.ts';
import { text } from './text.ts';

export const en: Words = {
  language: 'en',
  text,
  register,
  summary,
  signals,
  since,
  score,
  actions,
  task,
  decision,
};
