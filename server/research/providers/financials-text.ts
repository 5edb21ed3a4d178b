/** Figures of accounts in words. */
import type { EvidenceOf, Figure } from '../../../shared/evidence/evidence.ts';
import { longDate } from '../../../shared/text/dates.ts';

type Financials = EvidenceOf<'financials'>['value'];

const words = [
  ['turnover', 'turnover'],
  ['profit', 'profit'],
  ['netAssets', 'net assets'],
  ['cash', 'cash'],
  ['currentAssets', 'current assets'],
  ['currentLiabilities', 'liabilities due within a year'],
] as const;

/** One sentence of at most 300 characters with every figure and, where room is left, the year before. */
export function financialsText(value: Financials): string {
  const head = `Its accounts to ${longDate(value.periodEnd)} state in ${value.currency}: `;
  const stated = words.flatMap(([name, word]): [string, Figure & object][] => {
    const figure = value[name];
    return figure ? [[word, figure]] : [];
  });
  const before = stated.some(([, { previous }]) => previous !== null);
  const full = stated.map(([word, { current, previous }]) =>
    previous === null
      ? `${word} ${signed(current)}`
      : `${word} ${signed(current)} (${signed(previous)})`,
  );
  const end = before ? '; the year before in brackets.' : '.';
  const long = `${head}${full.join(', ')}${end}`;
  if (long.length <= 300) return long;
  return `${head}${stated.map(([word, { current }]) => `${word} ${signed(current)}`).join(', ')}.`.slice(
    0,
    300,
  );
}

/** 1234567 as 1,234,567. */
export function grouped(amount: number): string {
  return String(Math.round(amount)).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

const signed = (amount: number) => (amount < 0 ? `−${grouped(-amount)}` : grouped(amount));
