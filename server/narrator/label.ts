import { givesOrders, plainText } from '../../shared/narrative/plain-text.ts';

/** Longer than any name; shorter than a sentence with an order in it. */
const maxLength = 80;
const maxWords = 10;

/** E-mail addresses, links and handles. */
const contactData = /@|:\/\/|\bwww\.|\bmailto\b/i;
/** Seven or more digits, however they are grouped: a phone number, or nothing a summary needs. */
const phoneNumber = /(?:\d[\s().-]*){7,}/;
const markup = /[<>{}[\]`|\\*_#]/;
/**
 * Text from outside that is short and plain enough to be a name or a category (company, department,
 * form, page), cleaned; null otherwise. Free text never reaches the model.
 */
export function safeLabel(text: string | null): string | null {
  if (text === null) return null;
  const label = plainText(text, maxLength + 1);
  const isLabel =
    label.length > 0 &&
    label.length <= maxLength &&
    label.split(' ').length <= maxWords &&
    /[\p{L}\p{N}]/u.test(label) &&
    !contactData.test(label) &&
    !phoneNumber.test(label) &&
    !markup.test(label) &&
    !givesOrders(label);
  return isLabel ? label : null;
}
