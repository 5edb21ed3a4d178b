/**
 * GDELT's full-text search of the press: https://blog.gdeltproject.org/gdelt-doc-2-0-api-debuts/
 * Phrases stand in quotes, all of them have to occur. One question in five seconds; what it has to
 * complain of it says in plain text.
 */
import type { PressArticle } from '../world/types.ts';
import { type Answer, type Asked, json, text } from './answer.ts';

const pauseMs = 5_000;

export function createGdelt(
  articles: readonly PressArticle[],
  clock: () => number,
): (asked: Asked) => Answer {
  let lastAt = Number.NEGATIVE_INFINITY;
  return ({ path, query }) => {
    if (path !== '/api/v2/doc/doc') return text('Not Found', 404);
    const at = clock();
    const tooSoon = at - lastAt < pauseMs;
    lastAt = at;
    if (tooSoon) {
      const words =
        'Please limit requests to one every 5 seconds or contact us for larger queries.';
      return text(words, 429);
    }
    const wanted = query.get('query') ?? '';
    const phrases = [...wanted.matchAll(/"([^"]+)"/g)].map(([, phrase = '']) => phrase);
    if (phrases.some((phrase) => phrase.length < 3)) {
      return text('The specified phrase is too short.');
    }
    if (query.get('mode')?.toLowerCase() !== 'artlist' || query.get('format') !== 'json') {
      return text('<!doctype html><title>GDELT</title>', 200, 'text/html');
    }
    const found = articles
      .filter(({ title, body }) => phrases.every((phrase) => has(`${title} ${body}`, phrase)))
      .sort((a, b) => (a.seenAt < b.seenAt ? 1 : -1))
      .slice(0, Number(query.get('maxrecords') ?? 75));
    // Nothing found is an empty object.
    return json(found.length === 0 ? {} : { articles: found.map(entry) });
  };
}

/** Words as the index has them: in small letters, without signs. */
const plain = (words: string) =>
  ` ${words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
const has = (words: string, phrase: string) => plain(words).includes(plain(phrase));

function entry({ title, seenAt, domain }: PressArticle) {
  const path = plain(title).trim().replaceAll(' ', '-');
  return {
    url: `https://${domain}/${path}`,
    url_mobile: '',
    // Signs stand apart, as the index splits them.
    title: title.replace(/([$£€])(?=\d)/g, '$1 ').replace(/,/g, ' ,'),
    seendate: seenAt.slice(0, 19).replace(/[-:]/g, '').concat('Z'),
    socialimage: '',
    domain,
    language: 'English',
    sourcecountry: 'United Kingdom',
  };
}
