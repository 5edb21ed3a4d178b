import { afterEach } from 'vitest';
import type { TestDatabaseKind } from '../../support/databases.ts';
import { sharedDatabase } from '../../support/house.ts';

/** One database for a suite's tests; what one of them leaves undone is not the next one's work. */
export function sharedInbound(kind: TestDatabaseKind): TestDatabaseKind {
  const shared = sharedDatabase(kind);
  afterEach(async () => {
    const database = await shared.open();
    await database.asOwner('delete from crm_sync_queue');
    await database.asOwner('delete from webhook_events');
  });
  return shared;
}
