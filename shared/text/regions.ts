/** Names of countries. */

/** Building it costs far more than asking it. */
const english = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

/**
 * The English name of a country.
 * @param code ISO 3166-1 alpha-2, any case.
 * @returns null for a code that names no country.
 */
export function countryName(code: string): string | null {
  if (!/^[A-Za-z]{2}$/.test(code)) return null;
  return english.of(code.toUpperCase()) ?? null;
}
