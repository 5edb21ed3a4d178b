/** Text from outside, made safe to show, store and compare: one line, nothing hidden in it. */

/**
 * Invisible characters: controls, format characters (zero-width, bidirectional overrides, tags),
 * private use, lone surrogates, line and paragraph separators.
 */
const hidden = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/u;
const hiddenExceptJoiners = /(?![\u200c\u200d])[\p{Cf}\p{Co}\p{Cs}]/gu;
const controls = /[\p{Cc}\u2028\u2029]/gu;

/**
 * Joiners carry meaning in two places: emoji sequences and scripts whose letters change shape.
 * Everywhere else they only hide things.
 */
const joiningScripts =
  '\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Mongolian}\\p{Script=Devanagari}\\p{Script=Bengali}' +
  '\\p{Script=Gurmukhi}\\p{Script=Gujarati}\\p{Script=Oriya}\\p{Script=Tamil}\\p{Script=Telugu}' +
  '\\p{Script=Kannada}\\p{Script=Malayalam}\\p{Script=Sinhala}';
const meaninglessJoiner = new RegExp(
  `(?<![${joiningScripts}])[\\u200c\\u200d](?!\\p{Extended_Pictographic})` +
    `|(?<![${joiningScripts}\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f])[\\u200c\\u200d]` +
    `|[\\u200c\\u200d](?![${joiningScripts}\\p{Extended_Pictographic}])`,
  'gu',
);
/** More stacked marks than any writing system needs; they only paint over the neighbouring lines. */
const excessMarks = /(\p{M}{4})\p{M}+/gu;
/** How a name begins that is none. */
const ordersSomebody = /^(?:write|say|print|reply|respond|answer|click|call|visit|repeat)\b/i;

/** Whether text of others speaks to whoever reads it, rather than naming something. */
export function givesOrders(text: string): boolean {
  return addressesModel.test(text) || ordersSomebody.test(text);
}

/** How text addresses a model. Names that look alike are left out too: a summary can do without them. */
const addressesModel =
  /\b(?:ignore|disregard|forget|override|instructions?|prompts?|assistant|chatbot|jailbreak|you (?:are|must|should|will)|respond|reply with|output|(?:say|write|answer|print|repeat)\b.*[:"'“]|ignorier\p{L}*|vergiss|schreibe?\b.*:|anweisungen|ignorez|oubliez|écrivez|consignes|ignora|olvida|escribe\b.*:|instrucciones|negeer|vergeet|schrijf\b.*:)/iu;

/** Letters of the Latin alphabet, two to four parts, none of them hidden behind an encoding. */
const host = /^(?!.*xn--)(?:[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?\.){1,3}[a-z]{2,10}$/i;

/** Whether a publisher's name is the plain name of a host, which may be said as that publisher's name. */
export function isPlainHost(name: string): boolean {
  return name.length <= 40 && host.test(name) && !givesOrders(name.replace(/[.-]+/g, ' '));
}

const spaces = /\s+/gu;
const ordinary = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/;

/** Building a segmenter costs far more than using one. */
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Whether text holds characters a reader cannot see and that carry no meaning. */
export function hasHiddenCharacters(text: string): boolean {
  if (!hidden.test(text)) return false;
  return (
    text.search(controls) >= 0 ||
    text.search(hiddenExceptJoiners) >= 0 ||
    text.search(meaninglessJoiner) >= 0
  );
}

/**
 * One line of visible text: controls become spaces, hidden characters go, white space collapses,
 * the form is NFC, and what is too long ends in "…" without cutting a character in two.
 *
 * @param maxLength in UTF-16 code units, as CRMs and schemas count; at least 1.
 */
export function plainText(input: string, maxLength: number): string {
  if (input.length <= maxLength && ordinary.test(input)) return input;
  // Cleaning never makes text longer than a few times its limit needs; the rest is not worth reading.
  const text = input
    .slice(0, Math.max(maxLength * 4, 4096))
    .replace(controls, ' ')
    .replace(hiddenExceptJoiners, '')
    .replace(meaninglessJoiner, '')
    .normalize('NFC')
    .replace(excessMarks, '$1')
    .replace(spaces, ' ')
    .trim();
  return truncate(text, maxLength);
}

/** Shortens text to `maxLength` UTF-16 code units with a final "…", between whole characters. */
export function truncate(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const room = Math.max(0, maxLength - 1);
  let end = 0;
  for (const { index, segment } of graphemes.segment(text.slice(0, room + 64))) {
    if (index + segment.length > room) break;
    end = index + segment.length;
  }
  return `${text.slice(0, end).trimEnd()}…`;
}
