import type { BulkEnrichment } from '../../../../../../shared/contract/bulk.ts';
import type { BulkRun } from '../../../../../../shared/contract/settings.ts';

/** A bulk enrichment as the settings page is told of it. */
export function runOf({ selection, ...bulk }: BulkEnrichment): BulkRun {
  if (selection.kind !== 'records') return { ...bulk, selection };
  return { ...bulk, selection: { kind: 'records', records: selection.recordIds.length } };
}
