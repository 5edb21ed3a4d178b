import { plainText } from '../../shared/narrative/plain-text.ts';

/** Longer than any name; shorter than a sentence with an order in it. */
const maxLength = 80;
const maxWords = 10;

/** E-mail addresses, links and handles. */
const contactData = /@|:\/\/|\bwww\.|\bmailto\b/i;
/** Seven or more digits, however they are grouped: a phone number, or nothing a summary needs. */
const phoneNumber = /(?:\d[\s().-]*){7,}/;
const markup = /[<>{}[\]`|\\*_#]/;
/** How text addresses a model. Names that look alike are left out too: a summary can do without them. */
const addressesModel =
  /\b(?:ignore|disregard|forget|override|instructions?|prompts?|assistant|chatbot|jailbreak|you (?:are|must|should|will)|respond|reply with|output|(?:say|write|answer|print|repeat)\b.*[:"'“])/i;

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
    !addressesModel.test(label);
  return isLabel ? label : null;
}
