/** Puts what a person typed on top of settings that somebody else saved meanwhile. */
import type { SettingsDraft, SettingsKey } from './draft.ts';
import { sameValue, settingsKeys } from './sections.ts';

export interface Rebased {
  readonly draft: SettingsDraft;
  /** Settings both changed, each to something else; the draft holds what was typed here. */
  readonly contested: readonly SettingsKey[];
}

/**
 * Three-way: a setting nobody touched here takes the newest value, a setting changed here keeps what
 * was typed. Groups with named parts are compared part by part; weights are one whole, because they
 * must add up.
 * @param base what editing began with
 * @param newest what is saved now
 */
export function rebase(base: SettingsDraft, mine: SettingsDraft, newest: SettingsDraft): Rebased {
  const contested: SettingsKey[] = [];
  const entries = settingsKeys.map((key) => {
    const parts = partsOf(key, base[key], mine[key], newest[key]);
    const merged = parts.map(([name, was, typed, saved]) => {
      if (sameValue(was, typed) || sameValue(typed, saved)) return [name, saved] as const;
      if (!sameValue(was, saved) && !contested.includes(key)) contested.push(key);
      return [name, typed] as const;
    });
    const whole = merged.length === 1 && merged[0]?.[0] === null;
    const value = whole
      ? merged[0]?.[1]
      : Object.fromEntries(merged.filter(([, part]) => part !== undefined));
    return [key, value] as const;
  });
  return { draft: Object.fromEntries(entries) as unknown as SettingsDraft, contested };
}

type Part = readonly [name: string | null, was: unknown, typed: unknown, saved: unknown];

/** A part that one of the three lacks is undefined there: a policy that was not set, for example. */
function partsOf(key: SettingsKey, was: unknown, typed: unknown, saved: unknown): Part[] {
  const isWhole = typeof typed !== 'object' || typed === null || Array.isArray(typed);
  if (key === 'weights' || isWhole) return [[null, was, typed, saved]];
  const [before, here, there] = [was, typed, saved].map((one) => one as Record<string, unknown>);
  const names = new Set([before, here, there].flatMap((one) => Object.keys(one ?? {})));
  return [...names].map((name) => [name, before?.[name], here?.[name], there?.[name]] as const);
}
