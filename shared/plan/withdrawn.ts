/** Why signals that stood in the CRM stand there no longer, for whoever reads the plan. */
import type { SinceLast } from '../contract/since.ts';
import type { OppspotFieldName } from '../fields/registry.ts';
import { wordsOf } from '../language/catalogue.ts';
import type { Language } from '../language/language.ts';
import type { FieldChange } from './plan.ts';

const carrier: OppspotFieldName = 'signals';

export function explainWithdrawn(
  changes: readonly FieldChange[],
  since: SinceLast | null,
  language: Language,
): FieldChange[] {
  const gone = (since?.items ?? []).flatMap((item) =>
    item.kind === 'signal' && item.change === 'withdrawn' ? [item.signal.title] : [],
  );
  if (gone.length === 0) return [...changes];
  const { since: says, text } = wordsOf(language);
  return changes.map((change) =>
    change.oppspotField === carrier && change.decision === 'write'
      ? { ...change, reason: says.takenOut(text.list(gone)) }
      : change,
  );
}
