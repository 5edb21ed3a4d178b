/** `npm run eval:matching [-- --json]`: how well companies are told apart, and where they are not. */
import { parseArgs } from 'node:util';
import { isHeldOut, type Judged, judge, type Measured, measure, type Share } from './measure.ts';
import { allPairs, type Category, categories } from './pairs.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });

const judged = allPairs.map(judge);
const parts: [string, Measured][] = [
  ['rules were made on', measure(judged.filter(({ pair }) => !isHeldOut(pair)))],
  ['held out', measure(judged.filter(({ pair }) => isHeldOut(pair)))],
  ['all', measure(judged)],
];
const kinds = (Object.keys(categories) as Category[]).map((category): [string, Measured] => [
  category,
  measure(judged.filter(({ pair }) => pair.category === category)),
]);

if (values.json) {
  const told = ([name, { wrong, ...rest }]: [string, Measured]) => ({
    name,
    ...rest,
    errors: wrong.length,
  });
  console.log(
    JSON.stringify(
      { parts: parts.map(told), categories: kinds.map(told), errors: measure(judged).wrong },
      null,
      2,
    ),
  );
} else {
  console.log('| Pairs | n | Precision | Recall | Told apart |');
  console.log('|---|---|---|---|---|');
  for (const [name, m] of [...parts, ...kinds]) {
    console.log(
      `| ${name} | ${m.pairs} | ${percent(m.precision)} | ${percent(m.recall)} | ${percent(m.specificity)} |`,
    );
  }
  console.log('\nErrors:');
  for (const item of measure(judged).wrong) console.log(`- ${sentence(item)}`);
}

function percent({ of, value, low, high, hits }: Share): string {
  if (of === 0) return '–';
  const whole = (part: number) => Math.round(part * 100);
  return `${whole(value)} % (${whole(low)}–${whole(high)}; ${hits}/${of})`;
}

function sentence({ pair, matched, confidence }: Judged): string {
  const { record, other } = pair;
  const left = [record.name, record.domain, record.city, record.country].filter(Boolean).join(', ');
  const right = 'site' in other ? `site “${other.site[0]}”` : other.legalName;
  const held = isHeldOut(pair) ? ' (held out)' : '';
  return `${matched ? 'wrongly matched' : 'missed'}, ${pair.category}${held}: ${left} and ${right}, confidence ${confidence.toFixed(2)}`;
}
