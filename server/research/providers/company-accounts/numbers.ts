/**
 * Numbers as accounts print them. The format says how; its names differ between versions of the registry
 * (`numdotdecimal`, `num-dot-decimal`, `numcommadot`), what they mean does not.
 * https://www.xbrl.org/specification/inlinexbrl-transformationregistry/rec-2011-07-31/
 */
const byFormat: ReadonlyMap<string, { readonly point: string } | 'zero'> = new Map<
  string,
  { readonly point: string } | 'zero'
>([
  ['numdotdecimal', { point: '.' }],
  ['numcommadot', { point: '.' }],
  ['numspacedot', { point: '.' }],
  ['numdotdecimalapos', { point: '.' }],
  ['numcommadecimal', { point: ',' }],
  ['numdotcomma', { point: ',' }],
  ['numspacecomma', { point: ',' }],
  ['numcomma', { point: ',' }],
  ['numcommadecimalapos', { point: ',' }],
  ['zerodash', 'zero'],
  ['fixedzero', 'zero'],
  ['numdash', 'zero'],
  ['nocontent', 'zero'],
]);

/** Larger than any company; beyond it something was misread. */
const largest = 1e13;

/** Null where the text is no number in the way the format says. */
export function readNumber(
  text: string,
  { format, scale, sign }: Readonly<Record<string, string | undefined>>,
): number | null {
  const name = (format ?? '')
    .slice((format ?? '').indexOf(':') + 1)
    .toLowerCase()
    .replaceAll('-', '');
  const rule = name === '' ? { point: '.' } : byFormat.get(name);
  if (!rule) return null;
  if (rule === 'zero') return 0;
  const plain = text.replace(/[\s\u00a0\u202f]/g, '');
  // Some software tags the brackets of a negative figure with it instead of stating the sign.
  const bracketed = /^\((.*)\)$/.exec(plain);
  const digits = (bracketed?.[1] ?? plain).replace(/^[£$€]/, '');
  const grouping = rule.point === '.' ? /[,'’]/g : /[.'’]/g;
  const bare = digits.replace(grouping, '').replace(rule.point, '.');
  if (!/^-?\d+(?:\.\d*)?$/.test(bare)) return null;
  const power = scale === undefined || scale === '' ? 0 : Number(scale);
  if (!Number.isInteger(power) || Math.abs(power) > 12) return null;
  const amount = Number(`${bare}e${power}`);
  if (!Number.isFinite(amount) || Math.abs(amount) > largest) return null;
  const negative = sign === '-' || bracketed !== null;
  return amount === 0 ? 0 : negative ? -Math.abs(amount) : amount;
}
