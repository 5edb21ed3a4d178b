/** What thresholds on the chance of winning would have done to a tenant's history. */
import type { ModelView } from '../../contract/scoring-model.ts';
import { thresholdHistory } from './history.ts';

const STEP = 5;

/**
 * At 5 %, 10 %, … 95 %.
 *
 * @param records each with the probability by a fit that had not seen it
 */
export function thresholdRows(
  records: readonly { readonly probability: number; readonly won: boolean }[],
): ModelView['thresholds'] {
  const rows: ModelView['thresholds'] = [];
  for (let percent = STEP; percent < 100; percent += STEP) {
    const probability = percent / 100;
    rows.push({ probability, ...thresholdHistory(records, probability) });
  }
  return rows;
}
