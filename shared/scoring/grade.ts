/** The words a score is shown with. */
import type { Score } from '../contract/v1.ts';
import type { ComponentName } from '../tenant/settings.ts';
import type { Component } from './component.ts';

/**
 * Fit and engagement side by side, because one number hides the difference between a perfect fit
 * without interest and the reverse. Fit: A from 70, B from 40, else C. Engagement: 1 from 60, which
 * takes more than one recent event, 2 from 30, else 3. `?` for the side that is unknown.
 */
export function gradeOf(components: Readonly<Record<ComponentName, Component>>): string {
  const fit = components.fit.value;
  const engagement = components.engagement.value;
  const letter = fit === null ? '?' : fit >= 70 ? 'A' : fit >= 40 ? 'B' : 'C';
  const digit = engagement === null ? '?' : engagement >= 60 ? '1' : engagement >= 30 ? '2' : '3';
  return letter + digit;
}

/** 90 excellent, 75 very good, 60 good, 45 average, else below average. */
export function bandOf(value: number | null): Score['band'] {
  if (value === null) return 'unknown';
  if (value >= 90) return 'excellent';
  if (value >= 75) return 'very-good';
  if (value >= 60) return 'good';
  return value >= 45 ? 'average' : 'below-average';
}
