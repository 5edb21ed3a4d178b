/** The quick checks of the page. The server checks everything again and has the last word. */
import type { CardError } from '../../../../shared/contract/answer.ts';
import type { SettingsDraft, Typed } from './draft.ts';
import { wordsOf } from './lists.ts';
import { looksLikeEmail } from './suppressed-email.ts';

/** `field` is the dotted path the server uses, such as `settings.thresholds.deal`. */
export type Fault = CardError['faults'][number];

/** Everything that keeps a draft from being saved, in the order of the page. */
export function faultsOf(draft: SettingsDraft): Fault[] {
  return [
    ...weightFaults(draft),
    ...numberFaults(draft),
    ...sizeFaults(draft),
    ...pageFaults(draft),
    ...ruleFaults(draft),
    ...suppressionFaults(draft),
  ];
}

/** The sum of the weights in percent, as far as they are filled in. */
export function weightSum(weights: SettingsDraft['weights']): number {
  const sum = Object.values(weights).reduce<number>((total, weight) => total + (weight ?? 0), 0);
  return Math.round(sum * 100) / 100;
}

/** What is wrong at a path or below it; null when nothing is. */
export function faultAt(faults: readonly Fault[], path: string): string | null {
  const fault = faults.find(({ field }) => field !== null && isWithin(field, path));
  return fault?.message ?? null;
}

/** The faults that are left once a person changed what stands at a path. */
export function withoutFaultsAt(faults: readonly Fault[], path: string): Fault[] {
  return faults.filter(({ field }) => field === null || !isWithin(field, path));
}

/**
 * The server's faults with the entry of a list they are about, which a person sees among others.
 * @param sent what the paths of the faults lead into
 */
export function withEntries(faults: readonly Fault[], sent: unknown): Fault[] {
  return faults.map(({ field, message }) => {
    const entry = field === null ? null : entryAt(sent, field.split('.'));
    return { field, message: entry === null ? message : `“${entry}”: ${message}` };
  });
}

/** The text at a path, when it stands in a list of texts. */
function entryAt(value: unknown, path: readonly string[]): string | null {
  const [name, ...rest] = path;
  if (name === undefined || typeof value !== 'object' || value === null) return null;
  const found = (value as Record<string, unknown>)[name];
  if (rest.length > 0) return entryAt(found, rest);
  return Array.isArray(value) && typeof found === 'string' ? found : null;
}

function isWithin(field: string, path: string): boolean {
  return field === path || field.startsWith(`${path}.`);
}

function weightFaults({ weights }: SettingsDraft): Fault[] {
  const faults = Object.entries(weights).flatMap(([name, weight]) =>
    numberFault(`settings.weights.${name}`, weight, 0, 100, 'percent'),
  );
  if (faults.length > 0 || Math.abs(weightSum(weights) - 100) <= 0.1) return faults;
  return [
    {
      field: 'settings.weights',
      message: `The four weights add up to ${weightSum(weights)} %. Change them until they add up to 100 %.`,
    },
  ];
}

function numberFaults({ thresholds, tasks, deals, freshness }: SettingsDraft): Fault[] {
  return [
    ...numberFault('settings.thresholds.deal', thresholds.deal, 0, 100, 'whole'),
    ...numberFault('settings.thresholds.match', thresholds.match, 0, 100, 'percent'),
    ...numberFault('settings.freshness.staleAfterDays', freshness.staleAfterDays, 1, 365, 'whole'),
    ...(['looksPerDay', 'enrichmentsPerDay'] as const).flatMap((name) =>
      numberFault(`settings.freshness.${name}`, freshness[name], 0, 10_000, 'whole'),
    ),
    ...numberFault('settings.tasks.dueInHours', tasks.dueInHours, 1, 720, 'whole'),
    ...numberFault('settings.tasks.repeatAfterDays', tasks.repeatAfterDays, 1, 365, 'whole'),
    ...numberFault('settings.deals.repeatAfterDays', deals.repeatAfterDays, 1, 1095, 'whole'),
  ];
}

function numberFault(
  field: string,
  value: Typed,
  minimum: number,
  maximum: number,
  kind: 'whole' | 'percent',
): Fault[] {
  const isFine =
    value !== null &&
    value >= minimum &&
    value <= maximum &&
    (kind === 'percent' || Number.isInteger(value));
  const what = kind === 'whole' ? 'a whole number' : 'a number';
  return isFine ? [] : [{ field, message: `Enter ${what} from ${minimum} to ${maximum}.` }];
}

function sizeFaults({ idealCustomer }: SettingsDraft): Fault[] {
  return idealCustomer.sizes.flatMap(({ minimum, maximum }, index) => {
    const path = `settings.idealCustomer.sizes.${index}`;
    if (!isHeadcount(minimum)) {
      return [{ field: `${path}.minimum`, message: 'Enter a whole number of people.' }];
    }
    if (maximum !== null && !isHeadcount(maximum)) {
      const message = 'Enter a whole number of people, or leave this empty for "and above".';
      return [{ field: `${path}.maximum`, message }];
    }
    if (maximum !== null && maximum < (minimum ?? 0)) {
      return [{ field: `${path}.maximum`, message: 'Enter at least the number on the left.' }];
    }
    return [];
  });
}

function isHeadcount(value: Typed): boolean {
  return value !== null && Number.isSafeInteger(value) && value >= 0;
}

function pageFaults({ intentPages }: SettingsDraft): Fault[] {
  return intentPages.flatMap(({ path, page }, index) => {
    const field = `settings.intentPages.${index}`;
    return [
      ...(path.trim().startsWith('/')
        ? []
        : [{ field: `${field}.path`, message: 'Begin with a slash, as in /pricing.' }]),
      ...(page.trim() === ''
        ? [{ field: `${field}.page`, message: 'Enter what reps call this page.' }]
        : []),
    ];
  });
}

function ruleFaults({ assignment }: SettingsDraft): Fault[] {
  return assignment.flatMap(({ name, ownerIds }, index) => {
    const path = `settings.assignment.${index}`;
    return [
      ...(name.trim() === '' ? [{ field: `${path}.name`, message: 'Name this rule.' }] : []),
      ...(ownerIds.length === 0
        ? [{ field: `${path}.ownerIds`, message: 'Choose at least one owner.' }]
        : []),
    ];
  });
}

function suppressionFaults({ suppression }: SettingsDraft): Fault[] {
  const { domains, recordIds, newEmails } = suppression;
  return [
    ...entryFault('settings.suppression.domains', wordsOf(domains), isDomain, (entry) => {
      return `“${entry}” is not a domain. Enter one such as acme.example.`;
    }),
    ...entryFault('settings.suppression.recordIds', wordsOf(recordIds), isRecordId, (entry) => {
      return `“${entry}” is not a record id. It is the number at the end of a record's address.`;
    }),
    ...entryFault('suppressEmails', wordsOf(newEmails), looksLikeEmail, (entry) => {
      return `“${entry}” is not an e-mail address.`;
    }),
    ...(wordsOf(newEmails).length > mostEmails
      ? [{ field: 'suppressEmails', message: `Add at most ${mostEmails} addresses at a time.` }]
      : []),
  ];
}

/** Most addresses the server takes with one save. */
const mostEmails = 500;

function entryFault(
  field: string,
  entries: readonly string[],
  isFine: (entry: string) => boolean,
  sentence: (entry: string) => string,
): Fault[] {
  const wrong = entries.find((entry) => !isFine(entry));
  return wrong === undefined ? [] : [{ field, message: sentence(wrong) }];
}

/** Roughly: the server knows which endings there are, and takes addresses of websites too. */
function isDomain(entry: string): boolean {
  return /[^.]\.[^.]/.test(entry) && !entry.includes('@');
}

function isRecordId(entry: string): boolean {
  return /^\d{1,20}$/.test(entry);
}
