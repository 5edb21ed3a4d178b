/** Looks at sources: cheap, patient, each subject by whoever knows it. */
import { inBulk } from '../limits/urgency.ts';
import type { Look, Seen, Validators } from './marks.ts';

export interface Looks {
  /** Whether anybody can look at it. */
  knows(subject: string): boolean;
  /** @throws SourceFailure when the source did not answer: that says nothing */
  at(subject: string, known: Validators | null): Promise<Seen | 'same'>;
}

/** @param deadlineMs for one look, waiting for its turn included */
export function createLooks(all: readonly Look[], deadlineMs: number): Looks {
  /** Tenants that rest on the same share one look. */
  const underWay = new Map<string, Promise<Seen | 'same'>>();
  const find = (subject: string) => all.find(({ prefix }) => subject.startsWith(prefix));
  return {
    knows: (subject) => find(subject) !== undefined,
    async at(subject, known) {
      const look = find(subject);
      if (!look) throw new TypeError(`nobody can look at ${subject}`);
      const flight = underWay.get(subject);
      if (flight) return flight;
      const rest = subject.slice(look.prefix.length);
      const begun = inBulk(() => look.look(rest, known, AbortSignal.timeout(deadlineMs)));
      underWay.set(subject, begun);
      try {
        return await begun;
      } finally {
        underWay.delete(subject);
      }
    },
  };
}
