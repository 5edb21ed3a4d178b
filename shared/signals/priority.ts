/** How urgently a signal deserves a seller's attention. */
import type { Level } from '../evidence/signal.ts';

const confidenceFactor: Readonly<Record<Level, number>> = { high: 1, medium: 0.7, low: 0.4 };
const urgencyFactor: Readonly<Record<Level, number>> = { high: 1, medium: 0.7, low: 0.4 };

/** 7 days 1, 30 days 0.9, 90 days 0.7, 180 days 0.5, older 0.3. */
function recency(ageDays: number): number {
  if (ageDays <= 7) return 1;
  if (ageDays <= 30) return 0.9;
  if (ageDays <= 90) return 0.7;
  return ageDays <= 180 ? 0.5 : 0.3;
}

/**
 * 0.4 relevance + 0.2 confidence + 0.2 recency + 0.2 urgency, from 0 to 1; high from 0.8, medium
 * from 0.6. A starting point, to be tuned on outcomes.
 *
 * @param relevance 0–1: how much this sort of fact says about buying
 */
export function priorityOf(
  relevance: number,
  confidence: Level,
  ageDays: number,
  urgency: Level,
): Level {
  const value =
    0.4 * relevance +
    0.2 * confidenceFactor[confidence] +
    0.2 * recency(ageDays) +
    0.2 * urgencyFactor[urgency] +
    1e-9;
  return value >= 0.8 ? 'high' : value >= 0.6 ? 'medium' : 'low';
}
