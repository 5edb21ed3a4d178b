/** Changes in words. */
import type { FactChange, ScoreChange, SignalChange, SinceItem } from '../contract/since.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { isDateOfState } from '../evidence/evidence-set.ts';
import type { Words } from '../language/words.ts';

type Untold = Omit<SignalChange, 'text'> | Omit<ScoreChange, 'text'> | Omit<FactChange, 'text'>;

/** @param known the evidence of both enrichments, for how dates are told */
export function withText<U extends Untold>(
  change: U,
  words: Words,
  known: readonly Evidence[],
): U & { text: string } {
  return { ...change, text: textOf(change, words, known) };
}

function textOf(change: Untold, words: Words, known: readonly Evidence[]): string {
  const { since, text } = words;
  switch (change.kind) {
    case 'signal': {
      const { title, date, evidenceIds } = change.signal;
      const when = isDateOfState(known, evidenceIds, date) ? text.asOf(date) : text.date(date);
      return since.signal[change.change](title, when);
    }
    case 'score': {
      const shown = (value: number | null) => (value === null ? since.unknown : String(value));
      return since.score(shown(change.from), shown(change.to), change.reason, change.how);
    }
    case 'fact': {
      const shown = (value: string | number) => factInWords(change.fact, value, words);
      return since.fact(since.facts[change.fact], shown(change.from), shown(change.to));
    }
  }
}

function factInWords(fact: FactChange['fact'], value: string | number, words: Words): string {
  if (typeof value === 'number') return words.text.number(value);
  if (fact !== 'status') return value;
  const procedures: Readonly<Record<string, string>> = words.register.procedures;
  return value === 'active' ? words.since.active : (procedures[value] ?? value);
}

/** The one line about all of it. What could not be confirmed is no change. */
export function sinceText(items: readonly SinceItem[], at: string, { since, text }: Words): string {
  const isChange = (item: SinceItem) => item.kind !== 'signal' || item.change !== 'unconfirmed';
  const changes = items.filter(isChange).length;
  return changes === 0 ? since.nothing(text.date(at)) : since.changes(changes, text.date(at));
}
