/** Salesforce's refusals: a list of `{message, errorCode, fields}` under a status. */

export interface Problem {
  readonly code: string;
  readonly message: string;
  /** Absent where Salesforce leaves the key out. */
  readonly fields?: readonly string[];
  /** What only this error carries, such as `duplicateResult`. */
  readonly more?: Readonly<Record<string, unknown>>;
}

export class SalesforceError extends Error {
  override readonly name = 'SalesforceError';
  readonly status: number;
  readonly problems: readonly Problem[];

  constructor(status: number, ...problems: readonly Problem[]) {
    super(problems.map(({ code, message }) => `${code}: ${message}`).join('; '));
    this.status = status;
    this.problems = problems;
  }

  /** The body of a call that failed as a whole. */
  body(): Record<string, unknown>[] {
    return this.problems.map(({ code, message, fields, more }) => ({
      message,
      errorCode: code,
      ...(fields === undefined ? {} : { fields }),
      ...more,
    }));
  }

  /** The `errors` of one row of a collection: other keys than in a body. */
  rowErrors(): { statusCode: string; message: string; fields: readonly string[] }[] {
    return this.problems.map(({ code, message, fields }) => ({
      statusCode: code,
      message,
      fields: fields ?? [],
    }));
  }
}

export function refuse(code: string, message: string, fields?: readonly string[]): SalesforceError {
  return new SalesforceError(400, { code, message, ...(fields && { fields }) });
}

export function notFound(message = 'The requested resource does not exist'): SalesforceError {
  return new SalesforceError(404, { code: 'NOT_FOUND', message });
}

export function methodNotAllowed(method: string, allowed: readonly string[]): SalesforceError {
  return new SalesforceError(405, {
    code: 'METHOD_NOT_ALLOWED',
    message: `HTTP Method '${method}' not allowed. Allowed are ${allowed.join(',')}`,
  });
}

export function entityIsDeleted(): SalesforceError {
  return new SalesforceError(404, {
    code: 'ENTITY_IS_DELETED',
    message: 'entity is deleted',
    fields: [],
  });
}

export function noSuchColumn(field: string, object: string): SalesforceError {
  return refuse('INVALID_FIELD', `No such column '${field}' on sobject of type ${object}`);
}

export function notWritable(fields: readonly string[]): SalesforceError {
  return refuse(
    'INVALID_FIELD_FOR_INSERT_UPDATE',
    `Unable to create/update fields: ${fields.join(', ')}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
    fields,
  );
}

export function insufficientAccess(): SalesforceError {
  return new SalesforceError(403, {
    code: 'INSUFFICIENT_ACCESS_OR_READONLY',
    message: 'insufficient access rights on object id',
    fields: [],
  });
}

export function rolledBack(): SalesforceError {
  return refuse(
    'ALL_OR_NONE_OPERATION_ROLLED_BACK',
    'Record rolled back because not all records were valid and the request was using AllOrNone header',
  );
}
