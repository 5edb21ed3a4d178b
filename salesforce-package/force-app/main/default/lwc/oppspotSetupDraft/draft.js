/**
 * Settings while they are edited. A draft has the shape of the update that is sent, so that the dotted
 * paths of the server's faults lead into it, but holds what inputs hold: numbers and lists are text,
 * shares are percentages.
 */
import { linesOf, textOf, wordsOf } from './lists';

/** A draft of saved settings. @param {object} settings as the server tells them */
export function toDraft(settings) {
  const { weights, idealCustomer, thresholds, tasks, deals, freshness, suppression } = settings;
  return {
    settings: {
      ...settings,
      weights: eachOf(weights, percentText),
      idealCustomer: {
        ...idealCustomer,
        industries: textOf(idealCustomer.industries),
        sizes: idealCustomer.sizes.map((size) => eachOf(size, numberText)),
        technologies: textOf(idealCustomer.technologies),
      },
      thresholds: { deal: numberText(thresholds.deal), match: percentText(thresholds.match) },
      tasks: eachOf(tasks, numberText),
      deals: { ...deals, repeatAfterDays: numberText(deals.repeatAfterDays) },
      freshness: {
        ...freshness,
        staleAfterDays: numberText(freshness.staleAfterDays),
        looksPerDay: numberText(freshness.looksPerDay),
        enrichmentsPerDay: numberText(freshness.enrichmentsPerDay),
      },
      assignment: settings.assignment.map((rule) => ({
        ...rule,
        when: {
          countries: rule.when.countries ?? [],
          industries: textOf(rule.when.industries ?? []),
        },
      })),
      suppression: {
        ...suppression,
        domains: textOf(suppression.domains),
        recordIds: textOf(suppression.recordIds),
      },
    },
    // Addresses to add; the server keeps only their hashes.
    suppressEmails: '',
  };
}

/**
 * What is sent to save a draft. Meaningful only for a draft without faults: see `faultsOf`.
 * @param {object} draft
 * @param {string} version of the settings that were loaded
 */
export function toUpdate({ settings, suppressEmails }, version) {
  const { weights, idealCustomer, thresholds, tasks, deals, freshness, suppression } = settings;
  return {
    version,
    settings: {
      ...settings,
      weights: eachOf(weights, shareOf),
      idealCustomer: {
        ...idealCustomer,
        industries: linesOf(idealCustomer.industries),
        sizes: idealCustomer.sizes.map((size) => eachOf(size, numberOf)),
        technologies: linesOf(idealCustomer.technologies),
      },
      thresholds: { deal: numberOf(thresholds.deal), match: shareOf(thresholds.match) },
      tasks: eachOf(tasks, numberOf),
      deals: { ...deals, repeatAfterDays: numberOf(deals.repeatAfterDays) },
      freshness: {
        ...freshness,
        staleAfterDays: numberOf(freshness.staleAfterDays),
        looksPerDay: numberOf(freshness.looksPerDay),
        enrichmentsPerDay: numberOf(freshness.enrichmentsPerDay),
      },
      assignment: settings.assignment.map((rule) => ({
        ...rule,
        name: rule.name.trim(),
        when: conditionsOf(rule.when),
      })),
      intentPages: settings.intentPages.map((page) => eachOf(page, (text) => text.trim())),
      suppression: {
        ...suppression,
        domains: wordsOf(suppression.domains),
        recordIds: wordsOf(suppression.recordIds),
      },
    },
    suppressEmails: wordsOf(suppressEmails),
  };
}

/** The number that was typed; null for nothing, NaN for what is no number. */
export function numberOf(text) {
  return text.trim() === '' ? null : Number(text);
}

/** A condition without entries would hold for nobody: it is left out and holds for everybody. */
function conditionsOf({ countries, industries }) {
  const lines = linesOf(industries);
  return {
    ...(countries.length > 0 && { countries }),
    ...(lines.length > 0 && { industries: lines }),
  };
}

function eachOf(values, change) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}

function numberText(value) {
  return value === null ? '' : String(value);
}

function percentText(share) {
  return String(Math.round(share * 10_000) / 100);
}

function shareOf(percent) {
  return Math.round(Number(percent) * 100) / 10_000;
}
