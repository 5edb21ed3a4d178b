/**
 * The history as a table for a spreadsheet (https://www.rfc-editor.org/rfc/rfc4180). What a CRM user or
 * a website wrote stands in it, so no cell may begin like a formula
 * (https://owasp.org/www-community/attacks/CSV_Injection).
 */
import { type Options, stringify } from 'csv-stringify/sync';
import type { AuditEvent } from '../../shared/contract/audit.ts';

const columns = [
  'time',
  'action',
  'actor_kind',
  'actor_id',
  'source',
  'ip_address',
  'object',
  'record_id',
  'run_id',
  'integration_id',
  'before',
  'after',
  'id',
] as const;

const options: Options = {
  record_delimiter: '\r\n',
  quoted: true,
  quoted_empty: true,
  // Against = + - @ tab and carriage return, and their full-width forms; see `cell` for the rest.
  escape_formulas: true,
};

/** The first line; with the mark by which Excel knows UTF-8. */
export function csvHeader(): string {
  return `\ufeff${stringify([columns], options)}`;
}

export function csvLines(events: readonly AuditEvent[]): string {
  const rows = events.map((event) => [
    event.at,
    event.action,
    event.actor.kind,
    event.actor.id,
    event.source,
    event.ipAddress,
    event.object,
    event.recordId,
    event.runId,
    event.integrationId,
    event.before && JSON.stringify(event.before),
    event.after && JSON.stringify(event.after),
    event.id,
  ]);
  return stringify(
    rows.map((row) => row.map(cell)),
    options,
  );
}

/** Some spreadsheets skip white space and invisible characters before they look for a formula. */
const hiddenFormula = /^[\s\p{C}\ufeff]+[=+\-@\uff1d\uff0b\uff0d\uff20]|^\n/u;

function cell(value: string | null): string {
  if (value === null) return '';
  return hiddenFormula.test(value) ? `'${value}` : value;
}
