/**
 * UK company numbers: eight characters, digits alone or a two-character register prefix and digits.
 * Prefixes: https://www.gov.uk/government/publications/uniform-resource-identifiers-uri-customer-guide
 */
const prefixes = new Set(
  'AC BR CE CS FC FE GE GN GS IC IP LP NA NC NF NI NL NO NP NR NV NZ OC OE PC R0 RC RS SA SC SE SF SG SI SL SO SP SR SZ ZC'.split(
    ' ',
  ),
);

/** The number in the register's own form, leading zeros restored; null when it cannot be one. */
export function ukCompanyNumber(text: string | null | undefined): string | null {
  const compact = (text ?? '')
    .slice(0, 40)
    .toUpperCase()
    .replace(/[\s.-]/g, '');
  // Fewer than six digits is more likely a customer number than an old company.
  if (/^\d{6,8}$/.test(compact)) return /^0+$/.test(compact) ? null : compact.padStart(8, '0');
  if (/^[A-Z][A-Z0-9]\d{5}[\dR]$/.test(compact) && prefixes.has(compact.slice(0, 2))) {
    return compact;
  }
  return null;
}
