import type { z } from 'zod';
import { AppError, type FieldFault, InvalidInput } from '../errors.ts';

/** More than anybody corrects at once. */
const mostFaults = 100;

export function invalidSettings(faults: readonly FieldFault[]): InvalidInput {
  const message =
    faults.length === 1
      ? 'Nothing was saved: one setting is not valid. Correct it and save again.'
      : `Nothing was saved: ${faults.length} settings are not valid. Correct them and save again.`;
  return new InvalidInput(message, 'invalid_settings', faults.slice(0, mostFaults));
}

export function settingsChanged(): AppError {
  return new AppError(
    'Somebody else saved these settings while you were editing, so nothing was saved. Load the newest settings, check your changes and save again.',
    { code: 'settings_changed', status: 409 },
  );
}

export function administratorsOnly(crm: string): AppError {
  return new AppError(
    `Only administrators of this ${crm} account may change the settings of oppSpot. Ask one of them to do it.`,
    { code: 'administrators_only', status: 403 },
  );
}

/** What the schema of the settings found, in an administrator's words. */
export function unreadableSettings(error: z.ZodError): InvalidInput {
  return invalidSettings(
    error.issues.map((issue) => ({
      field: issue.path.length > 0 ? issue.path.join('.') : null,
      message: sentenceOf(issue),
    })),
  );
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? 'Fill this in.'
        : `Enter ${issue.minimum} or more.`;
    case 'too_big':
      return issue.origin === 'string' || issue.origin === 'array'
        ? `At most ${issue.maximum} are taken here.`
        : `Enter ${issue.maximum} or less.`;
    case 'invalid_type':
      return (
        typeSentences[issue.expected] ??
        'This value has the wrong form. Load the page again and enter it anew.'
      );
    case 'invalid_format':
      return formatSentences[issue.format] ?? 'This value has the wrong form.';
    case 'invalid_value':
      return 'Choose one of the values offered.';
    case 'unrecognized_keys':
      return 'oppSpot does not know this setting. Load the page again.';
    default:
      return issue.message;
  }
}

const typeSentences: Readonly<Partial<Record<string, string>>> = {
  number: 'Enter a number.',
  int: 'Enter a whole number.',
};

const formatSentences: Readonly<Partial<Record<string, string>>> = {
  email: 'This is no e-mail address.',
  starts_with: 'Start with a slash, such as /pricing.',
};
