import { knownLocale } from './dates.ts';

/** A whole number as a person's own language writes it. */
export function countText(count: number, locale: string | undefined): string {
  return new Intl.NumberFormat(knownLocale(locale)).format(count);
}

/** A share from 0 to 1 as a percentage: "34 %" or "34%", as the language writes it. */
export function shareText(share: number, locale: string | undefined): string {
  return new Intl.NumberFormat(knownLocale(locale), {
    style: 'percent',
    maximumFractionDigits: 0,
  }).format(share);
}

/** With so many decimals, whatever they are. */
export function decimalText(value: number, locale: string | undefined, decimals: number): string {
  return new Intl.NumberFormat(knownLocale(locale), {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(value);
}
