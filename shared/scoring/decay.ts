/** How evidence loses weight with age. */

/** What brings points; each has a half-life and a cap. */
export type PointSource =
  | 'reply'
  | 'meeting'
  | 'form'
  | 'campaign'
  | 'call'
  | 'click'
  | 'page-view'
  | 'page-intent'
  | 'hiring'
  | 'funding'
  | 'expansion'
  | 'leadership-change'
  | 'announcement'
  | 'layoffs'
  | 'filing';

/** Days after which evidence counts half. First settings, to be tuned on each tenant's outcomes. */
export const halfLifeDays: Readonly<Record<PointSource, number>> = {
  reply: 30,
  meeting: 30,
  form: 14,
  campaign: 30,
  call: 14,
  click: 14,
  'page-view': 14,
  'page-intent': 14,
  hiring: 45,
  funding: 180,
  expansion: 180,
  'leadership-change': 180,
  announcement: 180,
  layoffs: 180,
  filing: 365,
};

/**
 * The share of its weight that evidence of this age still has.
 * @param ageDays Negative ages count as 0: a date ahead of now earns no bonus.
 * @returns 1 at age 0, 0.5 at one half-life, never negative.
 */
export function decay(type: PointSource, ageDays: number): number {
  return 0.5 ** (Math.max(0, ageDays) / halfLifeDays[type]);
}
