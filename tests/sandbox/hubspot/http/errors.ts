/** HubSpot's error envelope: https://developers.hubspot.com/docs/api-reference/error-handling */

export interface ErrorDetail {
  readonly message: string;
  readonly code?: string;
  readonly context?: Readonly<Record<string, readonly string[]>>;
}

export interface Envelope {
  readonly message: string;
  readonly errors?: readonly ErrorDetail[];
  readonly context?: Readonly<Record<string, readonly string[]>>;
  readonly links?: Readonly<Record<string, string>>;
  readonly category?: string;
  readonly subCategory?: string;
  /** Rate limits only; those carry no category. */
  readonly errorType?: 'RATE_LIMIT';
  readonly policyName?: 'TEN_SECONDLY_ROLLING' | 'SECONDLY' | 'DAILY';
}

export class HubSpotError extends Error {
  override readonly name = 'HubSpotError';
  readonly status: number;
  readonly envelope: Envelope;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, envelope: Envelope, headers: Readonly<Record<string, string>> = {}) {
    super(envelope.message);
    this.status = status;
    this.envelope = envelope;
    this.headers = headers;
  }

  body(correlationId: string): Record<string, unknown> {
    const { message, errors, context, links, category, subCategory, ...rateLimit } = this.envelope;
    return compact({
      status: 'error',
      message,
      correlationId,
      errors,
      context,
      links,
      category,
      subCategory,
      ...rateLimit,
    });
  }

  /** As one entry of a 207 answer's `errors`. */
  asBatchError(traceId?: string): Record<string, unknown> {
    const { message, errors, context, category, subCategory } = this.envelope;
    const traced = traceId === undefined ? context : { objectWriteTraceId: [traceId], ...context };
    return compact({ status: 'error', category, subCategory, message, context: traced, errors });
  }
}

function compact(body: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}

/** One property value refused. `error` is HubSpot's code. */
export interface PropertyProblem {
  readonly name: string;
  readonly error: string;
  readonly message: string;
  /** Repeats the message in the caller's language where HubSpot has one. */
  readonly localized?: boolean;
}

export function invalidProperties(problems: readonly PropertyProblem[]): HubSpotError {
  const embedded = problems.map(({ name, error, message, localized }) => ({
    isValid: false,
    message,
    error,
    name,
    ...(localized ? { localizedErrorMessage: message } : {}),
  }));
  return new HubSpotError(400, {
    message: `Property values were not valid: ${JSON.stringify(embedded)}`,
    errors: problems.map(({ name, error, message }) => ({
      message,
      code: error,
      context: { propertyName: [name] },
    })),
    category: 'VALIDATION_ERROR',
  });
}

export function validationError(message: string, more: Partial<Envelope> = {}): HubSpotError {
  return new HubSpotError(400, { message, category: 'VALIDATION_ERROR', ...more });
}

export function invalidJson(reason: string): HubSpotError {
  return validationError(`Invalid input JSON on line 1, column 1: ${reason}`);
}

export function missingFields(names: readonly string[]): HubSpotError {
  return validationError(
    `Invalid input JSON on line 1, column 2. Some required fields were not set: [${names.join(', ')}]`,
  );
}

export function notFound(message = 'resource not found', more: Partial<Envelope> = {}) {
  return new HubSpotError(404, { message, category: 'OBJECT_NOT_FOUND', ...more });
}

/** HubSpot leaves the category out of this one. */
export function unknownObjectType(name: string): HubSpotError {
  return new HubSpotError(400, { message: `Unable to infer object type from: ${name}` });
}
