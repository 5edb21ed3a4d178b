/** The languages in which a rep can be told things, and which of them a CRM's locale asks for. */
import { z } from 'zod';

export const language = z.enum(['en', 'de', 'fr', 'es', 'nl']);
export type Language = z.infer<typeof language>;

/** What is spoken where nobody has said anything else. */
export const defaultLanguage: Language = 'en';

/**
 * The language of a locale as CRMs write it (`de`, `de-at`, `fr_CA`, `es-419`, `nl_NL`); null for one that we
 * do not speak.
 * @see https://help.salesforce.com/s/articleView?id=sf.faq_getstart_what_languages_does.htm
 */
export function languageOf(locale: string | null | undefined): Language | null {
  const code = /^\s*([a-z]{2,3})(?![a-z])/i.exec(locale ?? '')?.[1]?.toLowerCase();
  return language.options.find((known) => known === code) ?? null;
}
