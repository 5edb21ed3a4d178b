/** What the model may know: the evidence, reduced, most important first, under aliases. */
import type { Evidence } from '../../shared/evidence/evidence.ts';
import type { Signal } from '../../shared/evidence/signal.ts';
import { reduceEvidence } from './reduce.ts';

export interface Facts {
  /** The evidence as the model sees it: an alias as id, reduced values, our own text. */
  readonly evidence: readonly Evidence[];
  /** Evidence id by alias. */
  readonly idByAlias: ReadonlyMap<string, string>;
  /** The signal that a fact stands for, by alias; the most important one when there are several. */
  readonly signalByAlias: ReadonlyMap<string, Signal>;
}

/** Bounds the prompt: what a summary of three sentences can be about. */
const maxFacts = 30;
const maxTextLength = 300;

/**
 * Selects and reduces evidence, the most important first, in an order that depends on nothing else
 * but the evidence itself.
 */
export function factsFor(evidence: readonly Evidence[], signals: readonly Signal[]): Facts {
  const signalById = strongestSignals(signals);
  const facts = evidence
    .flatMap((original) => {
      const reduced = reduceEvidence(original);
      if (!reduced || reduced.text.length > maxTextLength) return [];
      return [{ original, reduced, signal: signalById.get(original.id) }];
    })
    .sort(
      (a, b) =>
        importance(a.signal) - importance(b.signal) ||
        (a.original.id < b.original.id ? -1 : a.original.id > b.original.id ? 1 : 0),
    )
    .slice(0, maxFacts)
    .map((fact, index) => ({ ...fact, alias: `e${index + 1}` }));

  return {
    // Value and kind come from one branch of `reduceEvidence`, which the compiler cannot follow.
    evidence: facts.map(
      ({ original, reduced, alias }) => ({ ...original, ...reduced, id: alias }) as Evidence,
    ),
    idByAlias: new Map(facts.map(({ alias, original }) => [alias, original.id])),
    signalByAlias: new Map(
      facts.flatMap(({ alias, signal }) => (signal ? [[alias, signal] as const] : [])),
    ),
  };
}

const rank = { high: 0, medium: 1, low: 2 } as const;

function importance(signal: Signal | undefined): number {
  if (!signal) return 6;
  return rank[signal.priority] * 2 + (signal.polarity === 'negative' ? 0 : 1);
}

function strongestSignals(signals: readonly Signal[]): Map<string, Signal> {
  const strongest = new Map<string, Signal>();
  for (const signal of signals) {
    for (const id of signal.evidenceIds) {
      const known = strongest.get(id);
      if (!known || importance(signal) < importance(known)) strongest.set(id, signal);
    }
  }
  return strongest;
}
