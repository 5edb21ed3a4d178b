import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';

/** Keys whose values never reach a log, at the top or one or two levels down. */
const secretKeys = [
  'authorization',
  'cookie',
  'password',
  'secret',
  'token',
  'accessToken',
  'access_token',
  'refreshToken',
  'refresh_token',
  'apiKey',
  'api_key',
  'clientSecret',
  'client_secret',
  'email',
  'phone',
] as const;

const redactedPaths = [
  ...secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]),
  'req.headers',
  'res.headers',
  '*.headers["set-cookie"]',
  'err.config',
  'err.request',
  'err.response',
];

const redacted = '[redacted]';

/** Bounded quantifiers: linear on any line. */
const emailAddress = /[^\s"\\<>()[\],;:@=]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}/gu;
const bearerCredential = /\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi;
/** Keys with a well-known prefix: our own tokens, HubSpot private apps, OpenAI. */
const prefixedKey = /\b(?:osk_|pat-[a-z]{2}\d-|sk-)[A-Za-z0-9_-]{8,}/g;

/** Removes e-mail addresses and credentials from text, wherever in it they stand. */
export function redactText(text: string): string {
  return text
    .replace(emailAddress, redacted)
    .replace(bearerCredential, `$1 ${redacted}`)
    .replace(prefixedKey, redacted);
}

/**
 * A structured logger that keeps secrets and e-mail addresses out: by key before serialising, and by
 * shape in the finished line, because error messages of others quote what was sent to them.
 *
 * @param options.level default `info`
 * @param options.destination default standard output
 */
export function createLogger(
  options: { level?: LoggerOptions['level']; destination?: DestinationStream } = {},
): Logger {
  const settings: LoggerOptions = {
    level: options.level ?? 'info',
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: redactedPaths, censor: redacted },
    serializers: { err: pino.stdSerializers.err, error: pino.stdSerializers.err },
    hooks: { streamWrite: redactText },
  };
  return options.destination ? pino(settings, options.destination) : pino(settings);
}
