/** What changed, told in another language. */
import type { SinceItem, SinceLast } from '../contract/since.ts';
import type { Enrichment } from '../contract/v1.ts';
import type { Decision } from '../decision/decision.ts';
import { evidenceSet } from '../evidence/evidence-set.ts';
import { wordsOf } from '../language/catalogue.ts';
import { signalsOf } from '../signals/signals.ts';
import type { TenantSettings } from '../tenant/settings.ts';
import { sinceText, withText } from './text.ts';

/**
 * @param told the enrichment as it was told
 * @param again the same decision in the other language
 */
export function rewordedSince(
  since: SinceLast,
  told: Enrichment,
  again: Decision,
  settings: Pick<TenantSettings, 'idealCustomer'>,
): SinceLast {
  const words = wordsOf(again.language);
  const before = signalsOf(evidenceSet(since.evidence, since.at, again.language), settings);
  const titles = new Map([...before, ...again.signals].map(({ id, title }) => [id, title]));
  const known = [...since.evidence, ...told.evidence];
  const items = since.items.map((item): SinceItem => {
    if (item.kind === 'signal') {
      const title = titles.get(item.signal.id) ?? item.signal.title;
      return withText({ ...item, signal: { ...item.signal, title } }, words, known);
    }
    if (item.kind === 'fact') return withText(item, words, known);
    // A reason that does not count any more is not decided again: the numbers are told without it.
    return withText({ ...item, reason: reasonIn(item, told, again) }, words, known);
  });
  return { ...since, items, text: sinceText(items, since.at, words) };
}

function reasonIn(
  { reason, how }: Extract<SinceItem, { kind: 'score' }>,
  told: Enrichment,
  again: Decision,
): string | null {
  if (reason === null || how === 'gone') return null;
  const entry = told.score.contributions.find((one) => one.reason === reason);
  const found = again.score.contributions.find(
    ({ component, points, date, evidenceIds }) =>
      entry?.component === component &&
      entry.points === points &&
      entry.date === date &&
      entry.evidenceIds.join() === evidenceIds.join(),
  );
  return found?.reason ?? null;
}
