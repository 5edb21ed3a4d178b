/** A source's time as an ISO instant in UTC; null when it is none. */
export function instantOrNull(text: string | null | undefined): string | null {
  const time = text ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
