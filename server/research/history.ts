/** What of a company was different before: counts of public facts, kept by day. */
import { type Count, changes, countable } from '../../shared/company/change.ts';
import type { Evidence } from '../../shared/evidence/evidence.ts';

export interface CompanyHistory {
  /**
   * Keeps today's counts and gives, of each, the earlier one that is best to compare with.
   * @throws when they cannot be kept
   */
  exchange(company: string, counts: readonly Count[]): Promise<readonly Count[]>;
}

/** Nothing is kept, so nothing was ever different. */
export const noHistory: CompanyHistory = { exchange: async () => [] };

/** What changed about a company. A history that fails tells nothing. */
export async function changesOf(
  history: CompanyHistory,
  company: string,
  evidence: readonly Evidence[],
  onError: (error: unknown) => void,
): Promise<Evidence[]> {
  const counts = countable(evidence);
  if (counts.length === 0) return [];
  try {
    return changes(counts, await history.exchange(company, counts));
  } catch (error) {
    onError(error);
    return [];
  }
}
