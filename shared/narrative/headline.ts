/** Headlines and titles from outside, where they can be shown as what somebody wrote. */
import { givesOrders, hasHiddenCharacters, plainText } from './plain-text.ts';

const markup = /[<>`*_[\]{}|\\^~]|https?:|\bwww\./i;

/**
 * The title in plain text; empty where it hides something, links somewhere or speaks to whoever reads it. What
 * was cut short ends in "…".
 */
export function headlineOf(title: string, maxLength: number): string {
  const isFit = !hasHiddenCharacters(title) && !givesOrders(title) && !markup.test(title);
  return isFit ? plainText(title, maxLength) : '';
}
