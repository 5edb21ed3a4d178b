import type { Marks } from './marks.ts';
import type { Question, Remember, Remembered } from './remember.ts';

/** Asks as before, and keeps the marks of what was answered. */
export function notingMarks(remember: Remember): {
  readonly remember: Remember;
  readonly marks: () => Marks;
} {
  const noted = new Map<string, string>();
  return {
    async remember<T>(question: Question<T>): Promise<Remembered<T>> {
      const answer = await remember(question);
      const mark = question.mark?.(answer.value) ?? null;
      if (mark !== null) noted.set(question.subject ?? question.key, mark);
      return answer;
    },
    marks: () => Object.fromEntries(noted),
  };
}
