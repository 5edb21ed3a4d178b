/** How far a score can be relied on. */
import type { CompanyMatch } from '../company/match.ts';
import type { Level } from '../evidence/signal.ts';

/** Below this share of the weights a score says little. */
const lowCoverage = 0.45;
const highCoverage = 0.7;
/** From here on a match needs no second look. */
const sureMatch = 0.85;

/**
 * High: evidence for at least 70 % of the weights, from two independent sources, about a company
 * matched with at least 0.85. Low: evidence for less than 45 %, or the company is not settled.
 * Medium: everything between.
 *
 * @param coverage 0–1: the share of the weights that rests on evidence
 * @param providers how many independent sources contributed
 */
export function confidenceOf(coverage: number, providers: number, match: CompanyMatch): Level {
  if (match.status !== 'matched' || coverage < lowCoverage) return 'low';
  const isHigh =
    coverage >= highCoverage && providers >= 2 && match.company.confidence >= sureMatch;
  return isHigh ? 'high' : 'medium';
}
