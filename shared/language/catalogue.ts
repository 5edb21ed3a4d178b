/** The words of each language. */
import { de } from './de/words.ts';
import { en } from './en/words.ts';
import { es } from './es/words.ts';
import { fr } from './fr/words.ts';
import type { Language } from './language.ts';
import { nl } from './nl/words.ts';
import type { Words } from './words.ts';

const catalogue: Readonly<Record<Language, Words>> = { en, de, fr, es, nl };

export function wordsOf(language: Language): Words {
  return catalogue[language];
}
