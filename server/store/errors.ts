import { AppError } from '../errors.ts';

/** The database cannot be reached or is out of connections, space or memory; try again later. */
export class DatabaseUnavailable extends AppError {
  override readonly name = 'DatabaseUnavailable';

  constructor(cause: unknown) {
    super('The database is not available at the moment; try again shortly.', {
      code: 'database_unavailable',
      status: 503,
      retryable: true,
      retryAfterMs: 2_000,
      cause,
    });
  }
}

/** The data directory is in use by another process, or cannot be used. */
export class DataDirectoryInUse extends Error {
  override readonly name = 'DataDirectoryInUse';
}

/** Postgres error code (https://www.postgresql.org/docs/current/errcodes-appendix.html), or null. */
function postgresCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

/** Whether a row with the same unique value exists; of one constraint or index when named. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  if (postgresCode(error) !== '23505') return false;
  return (
    constraint === undefined ||
    (error instanceof Error && 'constraint' in error && error.constraint === constraint)
  );
}

/** Whether a row points at one that does not exist (any more). */
export function isMissingReference(error: unknown): boolean {
  return postgresCode(error) === '23503';
}

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EPIPE',
]);
/** Texts of `pg`, which gives these no code. */
const connectionMessages = [
  'timeout exceeded when trying to connect',
  'Connection terminated',
  'Client has encountered a connection error',
];

/** Whether the database itself is in trouble and not the statement wrong. */
export function isDatabaseTrouble(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError && error.errors.some(isDatabaseTrouble)) return true;
  const code = postgresCode(error);
  // 08: connection exception; 53: out of connections, disk or memory; 57P01-3: shutting down or
  // starting up; 58: the system below it failed.
  if (code !== null) {
    return networkCodes.has(code) || /^(08|53|58)[0-9A-Z]{3}$|^57P0[123]$/.test(code);
  }
  return connectionMessages.some((message) => error.message.startsWith(message));
}
