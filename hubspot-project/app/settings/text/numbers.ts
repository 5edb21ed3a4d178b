import { knownLocale } from './dates.ts';

/** A whole number as a person's own language writes it. */
export function countText(count: number, locale: string | undefined): string {
  return new Intl.NumberFormat(knownLocale(locale)).format(count);
}
