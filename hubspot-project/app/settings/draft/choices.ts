/** Options of selects, with what is chosen but no longer offered, so that saving loses nothing. */
import type { CrmPipeline, SettingsState } from '../../../../shared/contract/settings.ts';
import { countryCodes } from './countries.ts';

export interface Option {
  readonly label: string;
  readonly value: string;
}

/** Stands for null in a select; no id of HubSpot has this form. */
export const noChoice = '—';

/** Owners by name, and by address too where two have the same name. */
export function ownerOptions(owners: SettingsState['owners'], chosen: readonly string[]): Option[] {
  const options = owners.items.map(({ id, name, email }) => {
    const isShared = owners.items.some((other) => other.id !== id && other.name === name);
    return { value: id, label: isShared ? `${name} (${email ?? id})` : name };
  });
  return withChosen(options, chosen, owners.error === null ? goneOwner : unnamedOwner);
}

export function pipelineOptions(
  pipelines: SettingsState['pipelines'],
  chosen: string | null,
): Option[] {
  const options = pipelines.items.map(({ id, label }) => ({ value: id, label }));
  const first = { value: noChoice, label: "The account's first pipeline" };
  return [first, ...withChosen(options, chosen === null ? [] : [chosen], gonePlace)];
}

export function stageOptions(pipeline: CrmPipeline | null, chosen: string | null): Option[] {
  const options = (pipeline?.stages ?? []).map(({ id, label }) => ({ value: id, label }));
  const first = { value: noChoice, label: 'Its first open stage' };
  return [first, ...withChosen(options, chosen === null ? [] : [chosen], gonePlace)];
}

/** Every country by its English name, and chosen codes that no country has. */
export function countryOptions(chosen: readonly string[]): Option[] {
  const options = countryCodes.map((value) => ({ value, label: countryName(value) }));
  options.sort((one, other) => one.label.localeCompare(other.label, 'en'));
  return withChosen(options, chosen, (code) => code);
}

function withChosen(
  options: readonly Option[],
  chosen: readonly string[],
  label: (value: string) => string,
): Option[] {
  const missing = chosen.filter((value) => !options.some((option) => option.value === value));
  return [...options, ...missing.map((value) => ({ value, label: label(value) }))];
}

const goneOwner = (id: string) => `Owner ${id} (not in HubSpot any more)`;
const unnamedOwner = (id: string) => `Owner ${id}`;
const gonePlace = (id: string) => `${id} (not found in HubSpot)`;

const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });

function countryName(code: string): string {
  // A code that is not two letters throws; settings may hold any two characters.
  return /^[A-Z]{2}$/.test(code) ? (names.of(code) ?? code) : code;
}
