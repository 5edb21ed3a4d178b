import type { Language } from '../../language/language.ts';
import { dutch } from './dutch.ts';
import { french } from './french.ts';
import { german } from './german.ts';
import type { Lexicon } from './lexicon.ts';
import { spanish } from './spanish.ts';

const lexicons: Readonly<Record<Exclude<Language, 'en'>, Lexicon>> = {
  de: german,
  fr: french,
  es: spanish,
  nl: dutch,
};

/** The lexicon of a language; null for English, which the gate reads by heart. */
export function lexiconOf(language: Language): Lexicon | null {
  return language === 'en' ? null : lexicons[language];
}
