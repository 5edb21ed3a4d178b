import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvHeader, csvLines } from '../../server/audit/csv.ts';
import type { AuditEvent } from '../../shared/contract/audit.ts';

const event = (overrides: Partial<AuditEvent> = {}): AuditEvent => ({
  id: '0b8f6f0e-0000-4000-8000-000000000001',
  at: '2026-03-01T09:30:00.000Z',
  integrationId: null,
  actor: { kind: 'crm-user', id: '9001' },
  source: 'hubspot-card',
  ipAddress: null,
  action: 'enrichment.written',
  object: 'contact',
  recordId: '1001',
  runId: null,
  before: { city: null },
  after: { city: 'Leeds' },
  ...overrides,
});

/** Cells of one line whose cells are all quoted. */
const cellsOf = (line: string) =>
  [...line.trimEnd().matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map(([, cell = '']) =>
    cell.replaceAll('""', '"'),
  );
const actorCell = (id: string) => cellsOf(csvLines([event({ actor: { kind: 'user', id } })]))[3];

describe('the history as CSV', () => {
  it('has a header, one line for each event, and opens as UTF-8', () => {
    expect(csvHeader()).toMatch(/^\ufeff"time","action",/);
    expect(cellsOf(csvLines([event()]))).toEqual([
      '2026-03-01T09:30:00.000Z',
      'enrichment.written',
      'crm-user',
      '9001',
      'hubspot-card',
      '',
      'contact',
      '1001',
      '',
      '',
      '{"city":null}',
      '{"city":"Leeds"}',
      '0b8f6f0e-0000-4000-8000-000000000001',
    ]);
  });

  it.each([
    '=HYPERLINK("http://evil.example","x")',
    '+1+1',
    '-1+1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    ' =1',
    '\u00a0=1',
    '\u200b=1',
    '\ufeff=1',
    '＝1',
    '＋1',
    '－1',
    '＠1',
    ' ＝1',
    '\n',
  ])('makes text of %j', (formula) => {
    expect(actorCell(formula)).toBe(`'${formula}`);
  });

  it('leaves what is no formula as it is', () => {
    for (const text of ['Leeds', 'a=b', '9001', '"quoted"', 'x,y', 'one\ntwo']) {
      expect(actorCell(text)).toBe(text);
    }
  });

  it('has no cell that begins like a formula, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (id) => {
        const cell = actorCell(id) ?? '';
        expect(cell).not.toMatch(/^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/);
        expect(cell.replace(/^'/, '')).toBe(id.replace(/^'/, ''));
      }),
    );
  });
});
