import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { keyFileCheckMs } from '../../server/secrets/key-file.ts';
import { databases } from '../support/databases.ts';
import { keyIdsIn, startLoadedServer } from './support/loaded-server.ts';

describe.each(databases)('keys rotated beside a busy server on $name', (kind) => {
  it('twice, and the old ones taken out, fails no request', { timeout: 180_000 }, async () => {
    const server = await startLoadedServer(kind);
    const [first] = keyIdsIn(server.keyFile);
    const { traffic, stop } = server.startTraffic();
    await delay(1_500);

    const rotations = [await server.rotate('--new-key'), await server.rotate('--new-key')];
    const [third, second] = keyIdsIn(server.keyFile);
    for (const { code, err, out } of rotations) {
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toMatch(/crm_integrations\.credentials: 2 sealed, 2 wrapped again/);
      expect(out).toMatch(/salesforce_org_keys\.signing_key: 1 sealed, 1 wrapped again/);
    }
    expect(rotations[0]?.out).toContain(`Key ${first} is needed by none.`);
    expect(rotations[1]?.out).toContain(`Key ${third} (current) is needed by 3 records.`);
    expect(rotations[1]?.out).toContain(`Key ${second} is needed by none.`);

    const [current = ''] = readFileSync(server.keyFile, 'utf8').split(',');
    writeFileSync(server.keyFile, `${current}\n`);
    await delay(2 * keyFileCheckMs);
    const again = await server.rotate('--dry-run');
    expect(again.out).not.toContain('needed by none');

    const before = { ...traffic.answered };
    await delay(1_500);
    await stop();
    console.info(`Requests answered during two rotations on ${kind.name}:`, traffic.answered);
    expect(traffic.failures).toEqual([]);
    for (const name of ['api', 'card', 'salesforce']) {
      expect(traffic.answered[name]).toBeGreaterThan(before[name] ?? 0);
    }
  });
});
