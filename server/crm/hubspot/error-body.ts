/** Reads what HubSpot's error bodies say, tolerant of missing and truncated parts. */
import { z } from 'zod';
import type { RejectedField } from '../errors.ts';

const text = z.string().catch('');
const texts = z.record(
  z.string(),
  z.union([z.array(z.coerce.string()), z.coerce.string().transform((one) => [one])]).catch([]),
);

const envelope = z.looseObject({
  message: text,
  category: text,
  errorType: text,
  policyName: text,
  correlationId: z.string().nullable().catch(null),
  context: texts.catch({}),
  errors: z.array(z.looseObject({ message: text, code: text, context: texts.catch({}) })).catch([]),
});

export interface HubSpotErrorBody {
  readonly message: string;
  /** Empty when HubSpot gives none, as with rate limits and some bad requests. */
  readonly category: string;
  readonly policyName: string;
  readonly correlationId: string | null;
  /** A unique value stands on another record already, whatever the category says. */
  readonly isTaken: boolean;
  readonly existingId: string | null;
  readonly fields: readonly RejectedField[];
  readonly missingScopes: readonly string[];
  /** Record ids it concerns, in a part of a batch. */
  readonly ids: readonly string[];
  /** Our trace id of the input it concerns, in a part of a batch. */
  readonly traceId: string | null;
}

/**
 * A taken value of a custom unique property is not always a conflict: HubSpot also answers 400 with
 * "Cannot set PropertyValueCoordinates{…} on 1. 2 already has that value."
 */
const takenValue = /\balready has that value\b/;

function existingIdIn(message: string): string | null {
  const found = /Existing ID: (\d+)|(\d+) already has that value/i.exec(message);
  return found?.[1] ?? found?.[2] ?? null;
}

/** What the body says; every part empty for a body that is no HubSpot envelope (a gateway's page). */
export function readErrorBody(body: unknown): HubSpotErrorBody {
  const parsed = envelope.safeParse(body);
  const error = parsed.success ? parsed.data : envelope.parse({});
  const contexts = [error.context, ...error.errors.map((one) => one.context)];
  const all = (key: string) => contexts.flatMap((context) => context[key] ?? []);
  return {
    message: error.message,
    category: error.category || error.errorType,
    policyName: error.policyName,
    correlationId: error.correlationId,
    isTaken: takenValue.test(error.message),
    existingId: all('existingId')[0] ?? existingIdIn(error.message),
    fields: distinct([
      ...detailFields(error.errors),
      ...messageFields(error.message),
      ...(error.context.properties ?? []).map(missingField),
    ]),
    missingScopes: [
      ...new Set([
        ...all('requiredGranularScopes'),
        ...all('requiredScopes'),
        ...all('missingScopes'),
      ]),
    ],
    ids: [...all('ids'), ...all('id')],
    traceId: all('objectWriteTraceId')[0] ?? null,
  };
}

function detailFields(errors: z.infer<typeof envelope>['errors']): RejectedField[] {
  return errors.flatMap((error) => {
    const names = error.context.propertyName ?? error.context.name ?? [];
    const { code, message } = error;
    return names.map((field) => ({ field, code, message }));
  });
}

/** 2026-09 enforces what an account made mandatory, and names it in the context. */
function missingField(field: string): RejectedField {
  return { field, code: 'REQUIRED_PROPERTY', message: 'HubSpot requires a value here' };
}

const messageField = z.looseObject({ name: z.string(), error: text, message: text });

/**
 * Some refusals name their properties only in JSON inside the sentence: "Property values were not
 * valid: [{"isValid":false,"message":…,"error":…,"name":…}]". Proxies and logs cut it off, so each
 * object is read on its own and an incomplete last one by its parts.
 */
function messageFields(message: string): RejectedField[] {
  const start = message.indexOf('[{');
  if (start < 0) return [];
  const list = message.slice(start);
  try {
    const end = list.lastIndexOf(']');
    return z
      .array(messageField)
      .parse(JSON.parse(list.slice(0, end + 1)))
      .map((one) => ({ field: one.name, code: one.error, message: one.message }));
  } catch {
    const part =
      /"message":"((?:[^"\\]|\\.)*)"[^{}]*?"error":"(\w+)"[^{}]*?"name":"((?:[^"\\]|\\.)*)"/g;
    return [...list.matchAll(part)].map((match) => ({
      field: match[3] ?? null,
      code: match[2] ?? '',
      message: (match[1] ?? '').replaceAll('\\"', '"'),
    }));
  }
}

function distinct(fields: readonly RejectedField[]): RejectedField[] {
  return [...new Map(fields.map((one) => [`${one.field}\n${one.code}`, one])).values()];
}
