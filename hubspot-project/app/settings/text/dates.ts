/** The day in a person's own language; in English where the language is unknown. */
export function dayText(iso: string, locale: string | undefined): string {
  return new Intl.DateTimeFormat(knownLocale(locale), { dateStyle: 'long' }).format(new Date(iso));
}

/** Day and minute, in the time of the person's machine. */
export function momentText(iso: string, locale: string | undefined): string {
  const style = { dateStyle: 'medium', timeStyle: 'short' } as const;
  return new Intl.DateTimeFormat(knownLocale(locale), style).format(new Date(iso));
}

/** The minute of a day, in the time of the person's machine. */
export function timeText(iso: string, locale: string | undefined): string {
  const style = { timeStyle: 'short' } as const;
  return new Intl.DateTimeFormat(knownLocale(locale), style).format(new Date(iso));
}

/** HubSpot writes some locales with an underscore, which the standard refuses by throwing. */
export function knownLocale(locale: string | undefined): string {
  const name = (locale ?? '').replaceAll('_', '-');
  return /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(name) ? name : 'en';
}
