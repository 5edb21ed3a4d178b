/**
 * The company number that UK law makes companies state on their websites:
 * https://www.legislation.gov.uk/uksi/2015/17/part/6
 */
import { ukCompanyNumber } from '../../uk-company-number.ts';

const number = String.raw`((?:[A-Z]{2}|R0)[ ]?\d{6}|\d{6,8})(?!\d)`;
const numberWord = String.raw`(?:number|no\.?|num\.?|nr\.?|#|reg(?:istration)?\.?)`;
const place = String.raw`(?:England(?:\s*(?:and|&|\/)\s*Wales)?|Wales|Scotland|Northern\s+Ireland|(?:the\s+)?U\.?K\.?|(?:the\s+)?United\s+Kingdom|Great\s+Britain|Companies\s+House)`;

// Repetitions are bounded so that no page can make the search slow.
const patterns = [
  // "Registered in England and Wales (company) (number) 01234567"
  new RegExp(
    String.raw`\b(?:registered|incorporated|registration)\s+(?:in|at|with)\s+${place}[\s,.:;()–-]{0,5}(?:(?:under|with|as)\s+)?(?:(?:the|its)\s+)?(?:(?:company|registered|registration|reg\.?)\s*){0,3}(?:${numberWord}\s*){0,3}[\s:.()-]{0,5}${number}`,
    'gi',
  ),
  // "Company (registration) number: SC123456", "Registered number 01234567", "Company Reg No. …"
  new RegExp(
    String.raw`\b(?:company|companies\s+house|registered|registration|co\.)\s+(?:(?:registered|registration|reg\.?|house)\s+){0,3}${numberWord}(?:\s+is)?[\s:.()#–-]{0,5}${number}`,
    'gi',
  ),
  // "Reg. No. 01234567 England": short words count only with the place behind the number.
  new RegExp(
    String.raw`\breg\.?\s*${numberWord}[\s:.]{0,3}${number}[\s,(–-]{0,3}(?:(?:registered\s+)?in\s+)?${place}\b`,
    'gi',
  ),
  // "01234567 (registered in England)"
  new RegExp(String.raw`\b${number}[\s,(]{0,3}\bregistered\s+in\s+${place}`, 'gi'),
];

/** What a number before the match would make of it: a tax, charity or adviser register, not a company. */
const otherRegister =
  /\b(vat|tax|charity|charities|fca|fsa|ico|data\s+protection|sra|ofsted|cqc)\b[\s\w.:()]{0,25}$/i;

/**
 * UK company numbers that the text states as such, in the register's form, each once, in order.
 * VAT, charity and regulator numbers are not taken for company numbers.
 */
export function companyNumbersIn(text: string): string[] {
  const found = new Map<string, number>();
  for (const pattern of patterns) {
    for (const match of text.matchAll(pattern)) {
      const before = text.slice(Math.max(0, match.index - 30), match.index);
      const parsed = ukCompanyNumber(match[1]);
      if (!parsed || otherRegister.test(before) || /\b(vat|charity)\b/i.test(match[0])) continue;
      if (!found.has(parsed)) found.set(parsed, match.index);
    }
  }
  return [...found].sort((a, b) => a[1] - b[1]).map(([parsed]) => parsed);
}
