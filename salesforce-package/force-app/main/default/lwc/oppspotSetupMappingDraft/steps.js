/** The steps that may be taken on the way: what each is told, and how its inputs hold it. */

/** Lists of other fields are kept as they are; numbers, and what may be missing, are text. */
const STEPS = {
  trim: { first: {} },
  case: { first: { to: 'title' } },
  number: { first: { decimals: '0', multiply: '1' }, numbers: ['decimals', 'multiply'] },
  date: { first: { format: 'iso-date' } },
  truncate: { first: { length: '255', ellipsis: true }, numbers: ['length'] },
  map: { first: { values: '', otherwise: '' } },
  join: { first: { fields: [], separator: ', ' } },
  template: { first: { text: '{value}' } },
  'first-of': { first: { fields: [] } },
};
const ARROW = '=>';

export const stepNames = Object.keys(STEPS);

/** A step as it begins. */
export function newStep(name) {
  return { name, key: `step-${Math.random().toString(36).slice(2)}`, ...STEPS[name].first };
}

/** A saved step as its inputs hold it. */
export function fromStep(step, key) {
  const texts = (STEPS[step.name].numbers ?? []).map((part) => [part, String(step[part])]);
  const draft = { ...step, key, ...Object.fromEntries(texts) };
  if (step.name !== 'map') return draft;
  const lines = step.values.map(({ from, to }) => `${from} ${ARROW} ${to}`);
  return { ...draft, values: lines.join('\n'), otherwise: step.otherwise ?? '' };
}

/** What is sent of it. */
export function toStep(step) {
  const numbers = (STEPS[step.name].numbers ?? []).map((part) => [part, numberIn(step[part])]);
  const sent = { ...withoutKey(step), ...Object.fromEntries(numbers) };
  if (step.name !== 'map') return sent;
  return {
    ...sent,
    values: replacementsIn(step.values).map(([from, to]) => ({ from, to })),
    otherwise: step.otherwise === '' ? null : step.otherwise,
  };
}

/** An entry of a draft without that by which it is drawn. */
export function withoutKey(entry) {
  return Object.fromEntries(Object.entries(entry).filter(([name]) => name !== 'key'));
}

/** A pair for each line that is not empty; the second is undefined where a line has no arrow. */
export function replacementsIn(text) {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [from, ...to] = line.split(ARROW);
      return [from.trim(), to.length > 0 ? to.join(ARROW).trim() : undefined];
    });
}

/** Null for what is no number, which the server refuses with a sentence. */
function numberIn(text) {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : null;
}
