/** What the page calls things, in one place. */
import type { OwnProviderUpdate } from '../../../../shared/contract/own-provider.ts';
import type { FieldPolicy } from '../../../../shared/plan/policy.ts';
import type { ComponentName, TenantSettings } from '../../../../shared/tenant/settings.ts';
import type { SettingsKey } from '../draft/draft.ts';
import type { Section } from '../draft/sections.ts';

export const sectionTitles: Readonly<Record<Section, string>> = {
  connection: 'Connection',
  fields: 'Fields',
  scoring: 'Scoring',
  automation: 'Automation',
  privacy: 'Privacy',
};

export const settingTitles: Readonly<Record<SettingsKey, string>> = {
  fieldPolicies: 'Field policies',
  weights: 'Weights',
  thresholds: 'Thresholds',
  idealCustomer: 'Ideal customer',
  language: 'Language of written texts',
  intentPages: 'Pages that show intent',
  freshness: 'Age of an enrichment',
  automation: 'Automation switches',
  tasks: 'Follow-up tasks',
  deals: 'Deals',
  assignment: 'Assignment rules',
  suppression: 'Suppression list',
};

/** Each named as its speakers name it. */
export const languages: readonly {
  readonly value: NonNullable<TenantSettings['language']>;
  readonly label: string;
}[] = [
  { value: 'en', label: 'English' },
  { value: 'de', label: 'Deutsch' },
  { value: 'fr', label: 'Français' },
  { value: 'es', label: 'Español' },
  { value: 'nl', label: 'Nederlands' },
];

export const providerKinds: readonly {
  readonly value: OwnProviderUpdate['kind'];
  readonly label: string;
}[] = [
  { value: 'oppspot-research', label: 'A service of your own' },
  { value: 'people-data-labs', label: 'People Data Labs' },
];

export const policies: readonly {
  readonly value: FieldPolicy;
  readonly label: string;
  readonly explanation: string;
}[] = [
  { value: 'never', label: 'Never', explanation: 'oppSpot does not touch the field.' },
  {
    value: 'fill-blank',
    label: 'Only when empty',
    explanation: 'oppSpot fills the field while it is empty and leaves every value alone.',
  },
  {
    value: 'overwrite-if-ours',
    label: 'Only if oppSpot wrote it',
    explanation:
      'oppSpot also updates the field while it still holds exactly what oppSpot wrote last. What a person changed stays.',
  },
  {
    value: 'always',
    label: 'Always',
    explanation: 'oppSpot replaces whatever stands there. Undo brings the old value back.',
  },
];

export const components: readonly {
  readonly name: ComponentName;
  readonly label: string;
  readonly description: string;
}[] = [
  { name: 'financial', label: 'Financial', description: 'Accounts, filings and warning signs.' },
  { name: 'growth', label: 'Growth', description: 'Hiring, new sites, announcements.' },
  { name: 'engagement', label: 'Engagement', description: 'Replies, meetings, forms and visits.' },
  { name: 'fit', label: 'Fit', description: 'How close the company is to your ideal customer.' },
];

export const switches: readonly {
  readonly name: keyof TenantSettings['automation'];
  readonly label: string;
  readonly description: string;
}[] = [
  {
    name: 'autoEnrich',
    label: 'Enrich automatically',
    description:
      'New contacts and companies are enriched by themselves, and again when what names their company changes. Off: only the card and workflows enrich.',
  },
  {
    name: 'score',
    label: 'Score records',
    description: 'The score, its parts and its reasons are written to the oppSpot properties.',
  },
  {
    name: 'assign',
    label: 'Assign owners',
    description: 'Records without an owner get one by the assignment rules below.',
  },
  {
    name: 'createTasks',
    label: 'Create follow-up tasks',
    description:
      'A score of at least 40 or a signal of high priority becomes a task with its reasons and next steps.',
  },
  {
    name: 'createDeals',
    label: 'Create deals',
    description:
      'A company that reaches the deal threshold, with at least medium confidence and no open deal, gets one.',
  },
];

export const refreshSwitch = {
  label: 'Enrich stale records again by itself',
  description:
    'oppSpot looks for stale records every hour and enriches them after everything that people asked for. Off: a stale record waits until somebody enriches it.',
} as const;

export const lookChoices = [
  { value: 'off', label: 'Never' },
  { value: 'daily', label: 'Every day' },
  { value: 'weekly', label: 'Every week' },
  { value: 'monthly', label: 'Every month' },
] as const;
