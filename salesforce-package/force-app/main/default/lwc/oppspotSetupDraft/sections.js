/** Which tab shows which setting, so that marks and faults find their tab. */
import { sameValue } from './paths';

/** In the order of the tabs. */
export const sections = ['connection', 'fields', 'scoring', 'automation', 'privacy'];

const sectionByKey = {
  language: 'fields',
  fieldPolicies: 'fields',
  weights: 'scoring',
  thresholds: 'scoring',
  freshness: 'scoring',
  idealCustomer: 'scoring',
  intentPages: 'scoring',
  automation: 'automation',
  tasks: 'automation',
  deals: 'automation',
  assignment: 'automation',
  suppression: 'privacy',
};

/** Names of the settings, in the order in which the page shows them. */
export const settingKeys = Object.keys(sectionByKey);

/** The setting a dotted path leads to; null when it is none in particular. */
export function settingOf(path) {
  const [root, key] = path?.split('.') ?? [];
  if (root === 'suppressEmails') return 'suppression';
  return root === 'settings' && Object.hasOwn(sectionByKey, key ?? '') ? key : null;
}

/** The tab of a dotted path; null when it is about no setting in particular. */
export function sectionOf(path) {
  const setting = settingOf(path);
  return setting === null ? null : sectionByKey[setting];
}

/** The tabs in which two drafts differ, in the order of the tabs. */
export function changedSections(before, after) {
  const changed = new Set(
    settingKeys
      .filter((key) => !sameValue(before.settings[key], after.settings[key]))
      .map((key) => sectionByKey[key]),
  );
  if (before.suppressEmails !== after.suppressEmails) changed.add(sectionByKey.suppression);
  return sections.filter((section) => changed.has(section));
}
