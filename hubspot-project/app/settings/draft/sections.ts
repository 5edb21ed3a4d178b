/** Which tab shows which setting, so that marks and faults find their tab. */
import type { SettingsDraft, SettingsKey } from './draft.ts';

export const sections = ['connection', 'fields', 'scoring', 'automation', 'privacy'] as const;
export type Section = (typeof sections)[number];

const sectionByKey: Readonly<Record<SettingsKey, Section>> = {
  language: 'fields',
  fieldPolicies: 'fields',
  weights: 'scoring',
  thresholds: 'scoring',
  idealCustomer: 'scoring',
  intentPages: 'scoring',
  freshness: 'scoring',
  automation: 'automation',
  tasks: 'automation',
  deals: 'automation',
  assignment: 'automation',
  suppression: 'privacy',
};

export const settingsKeys = Object.keys(sectionByKey) as SettingsKey[];

/** The setting of a fault's dotted path; null when the fault is about none in particular. */
export function settingOf(field: string | null): SettingsKey | null {
  const [root, key = ''] = field?.split('.') ?? [];
  if (root === 'suppressEmails') return 'suppression';
  return root === 'settings' && key in sectionByKey ? (key as SettingsKey) : null;
}

/** The tab of a fault's dotted path; null when the fault is about no setting in particular. */
export function sectionOf(field: string | null): Section | null {
  const setting = settingOf(field);
  return setting === null ? null : sectionByKey[setting];
}

/** Which settings differ between two drafts. */
export function changedKeys(before: SettingsDraft, after: SettingsDraft): SettingsKey[] {
  return settingsKeys.filter((key) => !sameValue(before[key], after[key]));
}

/** The tabs that hold changes, in the order of the tabs. */
export function changedSections(before: SettingsDraft, after: SettingsDraft): Section[] {
  const changed = new Set(changedKeys(before, after).map((key) => sectionByKey[key]));
  return sections.filter((section) => changed.has(section));
}

/** Equal content, whatever the order of an object's keys. */
export function sameValue(one: unknown, other: unknown): boolean {
  return JSON.stringify(ordered(one)) === JSON.stringify(ordered(other));
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, entry]) => [key, ordered(entry)]);
}
