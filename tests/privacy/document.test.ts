import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { windows } from '../../server/retention/windows.ts';

const document = readFileSync(join(import.meta.dirname, '../../docs/privacy.md'), 'utf8');
const rows = document.split('\n').filter((line) => line.startsWith('|'));

describe('docs/privacy.md', () => {
  it.each([
    ['enrichment-details', 'found, decided and replaced'],
    ['waiting-previews', 'nobody applied'],
    ['run-rows', 'took place'],
    ['inbound-work', 'asked for'],
    ['gone-records', 'wrote last'],
    ['history', 'who did what'],
    ['company-snapshots', 'Counts of public facts'],
    ['source-marks', 'What public sources said when they were looked at last'],
    ['score-snapshots', 'known of a record when it was scored'],
    ['authorisation-attempts', 'Attempts to connect'],
  ] as const)('names the time that %s is kept', (name, words) => {
    const row = rows.find((line) => line.includes(words)) ?? '';
    const { days } = windows[name];
    expect(row).toMatch(new RegExp(`\\b${days} days?\\b`));
  });

  it('names every kind of data that has a time', () => {
    expect(Object.keys(windows)).toHaveLength(10);
  });
});
