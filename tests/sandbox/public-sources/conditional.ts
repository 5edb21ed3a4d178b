/** Answers to "only if it is another": https://www.rfc-editor.org/rfc/rfc9110#name-if-none-match */
import { type Answer, empty } from './answer.ts';
import { sha1 } from './identifiers.ts';

/** Sources whose servers tag what they send. The registers do not; their bodies say what is newest. */
export const tagging: ReadonlySet<string> = new Set([
  'greenhouse',
  'lever',
  'lever-eu',
  'ashby',
  'workable',
  'sec-data',
]);

/** The answer with its tag, or that it is the one the client has. Tags are compared weakly. */
export function conditionally(answer: Answer, ifNoneMatch: string | undefined): Answer {
  if (answer.status !== 200) return answer;
  const etag = `W/"${sha1(answer.body)}"`;
  const has = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim());
  if (has.includes('*') || has.some((tag) => opaque(tag) === opaque(etag))) {
    return empty(304, { etag });
  }
  return { ...answer, headers: { ...answer.headers, etag } };
}

const opaque = (tag: string) => tag.replace(/^W\//, '');
