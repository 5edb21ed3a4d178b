import type { CompleteSettingsUpdate } from '../../shared/contract/settings.ts';
import type { AssignmentRule, TenantSettings } from '../../shared/tenant/settings.ts';
import { emailHash, hostOf } from '../sync/refusal.ts';

/**
 * The settings as they are kept: nothing twice, no blanks around, codes and hosts in one spelling, and
 * hashes in place of e-mail addresses. For an update without faults.
 */
export function settled({ settings, suppressEmails }: CompleteSettingsUpdate): TenantSettings {
  const { idealCustomer, suppression } = settings;
  return {
    ...settings,
    idealCustomer: {
      industries: distinct(idealCustomer.industries),
      sizes: idealCustomer.sizes,
      countries: distinctCodes(idealCustomer.countries),
      technologies: distinct(idealCustomer.technologies),
    },
    assignment: settings.assignment.map(settledRule),
    intentPages: settings.intentPages.map(({ path, page }) => ({
      path: path.trim(),
      page: page.trim(),
    })),
    suppression: {
      domains: distinct(suppression.domains.map((domain) => hostOf(domain) ?? domain)),
      recordIds: distinct(suppression.recordIds),
      emailHashes: distinct([...suppression.emailHashes, ...suppressEmails.map(emailHash)]),
    },
  };
}

function settledRule({ id, name, when, ownerIds }: AssignmentRule): AssignmentRule {
  return {
    id,
    name: name.trim(),
    when: {
      ...(when.countries && { countries: distinctCodes(when.countries) }),
      ...(when.industries && { industries: distinct(when.industries) }),
    },
    ownerIds: distinct(ownerIds),
  };
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values.map((value) => value.trim()))];
}

function distinctCodes(codes: readonly string[]): string[] {
  return distinct(codes.map((code) => code.toUpperCase()));
}
