/** What a schema cannot see: whether settings mean something. */
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'tldts';
import { countryCode, countryName } from '../../shared/company/country.ts';
import type { CompleteSettingsUpdate } from '../../shared/contract/settings.ts';
import { writableFields } from '../../shared/fields/registry.ts';
import { recordId } from '../../shared/plan/plan.ts';
import type {
  AssignmentRule,
  IdealCustomer,
  TenantSettings,
} from '../../shared/tenant/settings.ts';
import type { FieldFault } from '../errors.ts';
import { hostOf } from '../sync/refusal.ts';

/** Every enrichment reads the settings: they are for what people type, not for imported lists. */
const most = {
  industries: 200,
  sizes: 20,
  countries: 250,
  technologies: 200,
  rules: 100,
  owners: 100,
  pages: 100,
  domains: 2_000,
  recordIds: 5_000,
  emails: 5_000,
} as const;
const longestText = 200;

/** Faults that can be told without asking anybody; fields are dotted paths into the update. */
export function faultsOf({ settings, suppressEmails }: CompleteSettingsUpdate): FieldFault[] {
  const { emailHashes } = settings.suppression;
  return [
    ...idealCustomerFaults(settings.idealCustomer),
    ...within('settings.assignment', settings.assignment, most.rules, assignmentFaults),
    ...policyFaults(settings.fieldPolicies),
    ...within('settings.intentPages', settings.intentPages, most.pages, pageFaults),
    ...suppressionFaults(settings.suppression),
    ...within('suppressEmails', [...emailHashes, ...suppressEmails], most.emails, () => []),
  ];
}

function idealCustomerFaults(ideal: IdealCustomer): FieldFault[] {
  const at = 'settings.idealCustomer';
  return [
    ...textFaults(`${at}.industries`, ideal.industries, most.industries),
    ...textFaults(`${at}.technologies`, ideal.technologies, most.technologies),
    ...countryFaults(`${at}.countries`, ideal.countries),
    ...within(`${at}.sizes`, ideal.sizes, most.sizes, sizeFaults),
  ];
}

function sizeFaults(at: string, sizes: readonly IdealCustomer['sizes'][number][]): FieldFault[] {
  return sizes.flatMap((band, index): FieldFault[] => {
    const { minimum, maximum } = band;
    if (maximum !== null && minimum > maximum) {
      const message = `Enter ${minimum} or more, or leave it empty for “and above”.`;
      return [{ field: `${at}.${index}.maximum`, message }];
    }
    const first = sizes.findIndex((other) => isDeepStrictEqual(other, band));
    if (first === index) return [];
    const message = 'This size stands in the list already. Remove one of the two.';
    return [{ field: `${at}.${index}`, message }];
  });
}

function assignmentFaults(at: string, rules: readonly AssignmentRule[]): FieldFault[] {
  return [
    ...repeated(
      at,
      rules.map(({ id }) => id),
      'id',
      'Two rules have the same id. Remove one and add it again.',
    ),
    ...rules.flatMap(({ name, when, ownerIds }, index) => [
      ...lineFaults(`${at}.${index}.name`, name),
      ...countryFaults(`${at}.${index}.when.countries`, when.countries ?? []),
      ...textFaults(`${at}.${index}.when.industries`, when.industries ?? [], most.industries),
      ...within(`${at}.${index}.ownerIds`, ownerIds, most.owners, () => []),
    ]),
  ];
}

function policyFaults(policies: TenantSettings['fieldPolicies']): FieldFault[] {
  const known = new Set<string>(writableFields.map(({ name }) => name));
  return Object.keys(policies)
    .filter((name) => !known.has(name))
    .map((name) => ({
      field: `settings.fieldPolicies.${name}`,
      message: 'oppSpot writes no such field. Load the page again.',
    }));
}

function pageFaults(
  at: string,
  pages: readonly TenantSettings['intentPages'][number][],
): FieldFault[] {
  const paths = pages.map(({ path }) => path.trim());
  return [
    ...repeated(at, paths, 'path', 'This page stands in the list already. Remove one of the two.'),
    ...pages.flatMap(({ path, page }, index) => [
      ...lineFaults(`${at}.${index}.page`, page),
      ...(path.length > longestText || /[\s?#]/.test(path.trim())
        ? [
            {
              field: `${at}.${index}.path`,
              message: 'Enter only the path of the page, such as /pricing, without spaces, ? or #.',
            },
          ]
        : []),
    ]),
  ];
}

function suppressionFaults(suppression: TenantSettings['suppression']): FieldFault[] {
  const at = 'settings.suppression';
  return [
    ...within(
      `${at}.domains`,
      suppression.domains,
      most.domains,
      each((domain) =>
        isDomain(domain) ? null : 'Enter the domain of a company, such as example.com.',
      ),
    ),
    ...within(
      `${at}.recordIds`,
      suppression.recordIds,
      most.recordIds,
      each((id) =>
        recordId.safeParse(id.trim()).success
          ? null
          : 'This is no record id. Copy it from the address of the record.',
      ),
    ),
  ];
}

/** A host that somebody can own: not an address of a machine, and not a suffix such as co.uk. */
function isDomain(typed: string): boolean {
  const { domain, isIp } = parse(hostOf(typed) ?? '');
  return domain !== null && !isIp;
}

function countryFaults(field: string, countries: readonly string[]): FieldFault[] {
  const objection = (code: string) => {
    const known = countryCode(code);
    if (known === code.toUpperCase()) return null;
    return known === null
      ? 'Choose a country: this is no code of ISO 3166-1.'
      : `Use ${known} for ${countryName(known)}.`;
  };
  return within(field, countries, most.countries, each(objection));
}

function textFaults(field: string, texts: readonly string[], limit: number): FieldFault[] {
  return within(field, texts, limit, () =>
    texts.flatMap((text, index) => lineFaults(`${field}.${index}`, text)),
  );
}

function lineFaults(field: string, text: string): FieldFault[] {
  if (text.trim() === '') return [{ field, message: 'Fill this in.' }];
  if (text.length <= longestText) return [];
  return [{ field, message: `Enter ${longestText} characters or fewer.` }];
}

/** Of a list that is too long that alone is told: a look for what stands in it twice takes its square. */
function within<T>(
  field: string,
  list: readonly T[],
  limit: number,
  faults: (field: string, list: readonly T[]) => FieldFault[],
): FieldFault[] {
  if (list.length <= limit) return faults(field, list);
  return [{ field, message: `At most ${limit.toLocaleString('en-GB')} are taken here.` }];
}

/** @param objection what is wrong with a value; null when nothing is */
function each(objection: (value: string) => string | null) {
  return (field: string, values: readonly string[]): FieldFault[] =>
    values.flatMap((value, index) => {
      const message = objection(value);
      return message === null ? [] : [{ field: `${field}.${index}`, message }];
    });
}

function repeated(
  field: string,
  values: readonly string[],
  part: string,
  message: string,
): FieldFault[] {
  return values.flatMap((value, index) =>
    values.indexOf(value) === index ? [] : [{ field: `${field}.${index}.${part}`, message }],
  );
}
