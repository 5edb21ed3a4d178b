import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../server/store/database.ts';
import { DataDirectoryInUse } from '../../server/store/errors.ts';
import { createOrganization } from '../../server/store/organizations.ts';
import { startChild } from './support/child.ts';

/** Making a database twice on a busy machine. */
const patience = 60_000;

describe('a data directory', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'smartsync-data-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true }));

  it('keeps what was committed, is one process’s at a time, and outlives its being killed', {
    timeout: patience,
  }, async () => {
    const writer = startChild('writer.ts', dataDir);
    const acknowledged: string[] = [];
    while (acknowledged.length < 50) acknowledged.push(await writer.line());

    const refused = openDatabase({ dataDir });
    await expect(refused).rejects.toThrow(DataDirectoryInUse);
    await expect(refused).rejects.toThrow(new RegExp(`process ${writer.pid} on .*DATABASE_URL`));

    await writer.kill();
    const database = await openDatabase({ dataDir });
    try {
      expect(await database.migrate()).toEqual([]);
      const kept = new Set(
        await database.asSystem(async (trx) =>
          (await trx.selectFrom('organizations').select('id').execute()).map(({ id }) => id),
        ),
      );
      expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    } finally {
      await database.close();
    }
  });

  it('can be opened again after it was closed, and not twice at once', {
    timeout: patience,
  }, async () => {
    const id = '6f1cf3a2-3b51-4f0e-9f5c-4f1f3f0a9d11';
    const first = await openDatabase({ dataDir });
    await first.migrate();
    await first.withOrganization(id, (trx) => createOrganization(trx, { id, name: 'Kept' }));
    await expect(openDatabase({ dataDir })).rejects.toThrow(/in use by this process/);
    await first.close();
    await first.close();

    const second = await openDatabase({ dataDir });
    expect(
      await second.withOrganization(id, (trx) =>
        trx.selectFrom('organizations').select('name').execute(),
      ),
    ).toEqual([{ name: 'Kept' }]);
    await second.close();
  });
});
