/**
 * The text, cut to so many UTF-16 units as CRMs count them, at a grapheme: no half emoji and no lone
 * accent is left at the end.
 * @param ellipsis whether what was cut ends in `…`, which counts
 */
export function shorten(text: string, length: number, ellipsis = true): string {
  if (text.length <= length) return text;
  const room = ellipsis ? length - 1 : length;
  // Where a grapheme begins depends on nothing that comes after it.
  const start = text.slice(0, room + 2);
  const cut = new Intl.Segmenter('en').segment(start).containing(room)?.index ?? room;
  const kept = text.slice(0, cut).trimEnd();
  return ellipsis ? `${kept}…` : kept;
}
