/** Settings while they are edited: numbers may be missing, shares are percentages, lists are text. */
import type { SettingsUpdate } from '../../../../shared/contract/settings.ts';
import type { FieldPolicy } from '../../../../shared/plan/policy.ts';
import type { ComponentName, TenantSettings } from '../../../../shared/tenant/settings.ts';
import { linesOf, textOf, wordsOf } from './lists.ts';

/** What a number input holds; null while it is empty. */
export type Typed = number | null;

export interface SizeDraft {
  readonly minimum: Typed;
  /** Null means "and above". */
  readonly maximum: Typed;
}

export interface RuleDraft {
  readonly id: string;
  readonly name: string;
  readonly countries: readonly string[];
  /** One a line. */
  readonly industries: string;
  readonly ownerIds: readonly string[];
}

export interface PageDraft {
  readonly path: string;
  readonly page: string;
}

export interface SettingsDraft {
  /** Null is English. */
  readonly language: TenantSettings['language'];
  /** Percent. */
  readonly weights: Readonly<Record<ComponentName, Typed>>;
  readonly idealCustomer: {
    readonly industries: string;
    readonly sizes: readonly SizeDraft[];
    readonly countries: readonly string[];
    readonly technologies: string;
  };
  readonly thresholds: {
    readonly deal: Typed;
    /** Percent. */
    readonly match: Typed;
  };
  readonly automation: Readonly<TenantSettings['automation']>;
  readonly tasks: { readonly dueInHours: Typed; readonly repeatAfterDays: Typed };
  readonly deals: {
    readonly pipeline: string | null;
    readonly stage: string | null;
    readonly repeatAfterDays: Typed;
  };
  readonly freshness: {
    readonly staleAfterDays: Typed;
    readonly refresh: boolean;
    readonly look: TenantSettings['freshness']['look'];
    readonly looksPerDay: Typed;
    readonly enrichmentsPerDay: Typed;
  };
  readonly assignment: readonly RuleDraft[];
  readonly fieldPolicies: Readonly<Record<string, FieldPolicy>>;
  readonly intentPages: readonly PageDraft[];
  readonly suppression: {
    readonly domains: string;
    readonly recordIds: string;
    readonly emailHashes: readonly string[];
    /** Addresses to add, one a line; the server keeps only their hashes. */
    readonly newEmails: string;
  };
}

export type SettingsKey = keyof SettingsDraft;

export function toDraft(settings: TenantSettings): SettingsDraft {
  const { weights, idealCustomer, thresholds, suppression } = settings;
  return {
    language: settings.language,
    weights: {
      financial: toPercent(weights.financial),
      growth: toPercent(weights.growth),
      engagement: toPercent(weights.engagement),
      fit: toPercent(weights.fit),
    },
    idealCustomer: {
      industries: textOf(idealCustomer.industries),
      sizes: idealCustomer.sizes,
      countries: idealCustomer.countries,
      technologies: textOf(idealCustomer.technologies),
    },
    thresholds: { deal: thresholds.deal, match: toPercent(thresholds.match) },
    automation: settings.automation,
    tasks: settings.tasks,
    deals: settings.deals,
    freshness: settings.freshness,
    assignment: settings.assignment.map(({ id, name, when, ownerIds }) => ({
      id,
      name,
      countries: when.countries ?? [],
      industries: textOf(when.industries ?? []),
      ownerIds,
    })),
    fieldPolicies: settings.fieldPolicies,
    intentPages: settings.intentPages,
    suppression: {
      domains: textOf(suppression.domains),
      recordIds: textOf(suppression.recordIds),
      emailHashes: suppression.emailHashes,
      newEmails: '',
    },
  };
}

/** What is sent to save the draft. Meaningful only for a draft without faults: see `faultsOf`. */
export function toUpdate(draft: SettingsDraft, version: string): SettingsUpdate {
  return {
    version,
    settings: {
      language: draft.language,
      weights: {
        financial: toShare(draft.weights.financial),
        growth: toShare(draft.weights.growth),
        engagement: toShare(draft.weights.engagement),
        fit: toShare(draft.weights.fit),
      },
      idealCustomer: {
        industries: linesOf(draft.idealCustomer.industries),
        sizes: draft.idealCustomer.sizes.map(({ minimum, maximum }) => ({
          minimum: known(minimum),
          maximum,
        })),
        countries: [...draft.idealCustomer.countries],
        technologies: linesOf(draft.idealCustomer.technologies),
      },
      thresholds: { deal: known(draft.thresholds.deal), match: toShare(draft.thresholds.match) },
      automation: draft.automation,
      tasks: {
        dueInHours: known(draft.tasks.dueInHours),
        repeatAfterDays: known(draft.tasks.repeatAfterDays),
      },
      deals: { ...draft.deals, repeatAfterDays: known(draft.deals.repeatAfterDays) },
      freshness: {
        ...draft.freshness,
        staleAfterDays: known(draft.freshness.staleAfterDays),
        looksPerDay: known(draft.freshness.looksPerDay),
        enrichmentsPerDay: known(draft.freshness.enrichmentsPerDay),
      },
      assignment: draft.assignment.map(({ id, name, countries, industries, ownerIds }) => ({
        id,
        name: name.trim(),
        when: {
          ...(countries.length > 0 && { countries: [...countries] }),
          ...(linesOf(industries).length > 0 && { industries: linesOf(industries) }),
        },
        ownerIds: [...ownerIds],
      })),
      fieldPolicies: draft.fieldPolicies,
      intentPages: draft.intentPages.map(({ path, page }) => ({
        path: path.trim(),
        page: page.trim(),
      })),
      suppression: {
        domains: wordsOf(draft.suppression.domains),
        recordIds: wordsOf(draft.suppression.recordIds),
        emailHashes: [...draft.suppression.emailHashes],
      },
    },
    suppressEmails: wordsOf(draft.suppression.newEmails),
  };
}

function known(value: Typed): number {
  return value ?? Number.NaN;
}

function toPercent(share: number): number {
  return Math.round(share * 10_000) / 100;
}

function toShare(percent: Typed): number {
  return Math.round(known(percent) * 100) / 10_000;
}
