const dateTime = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

export function dateAndTime(iso: string): string {
  return dateTime.format(new Date(iso));
}

const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });

export function dateOnly(iso: string): string {
  return date.format(new Date(iso));
}
