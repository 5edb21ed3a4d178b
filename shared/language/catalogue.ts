/** The words of each language. */
import { en } from './en/words.ts';
import type { Language } from './language.ts';
import type { Words } from './words.ts';

const catalogue: Readonly<Record<Language, Words>> = { en };

export function wordsOf(language: Language): Words {
  return catalogue[language];
}
