/** Writes organisations into a data directory until it is killed; prints each id once it is committed. */
import { randomUUID } from 'node:crypto';
import { openDatabase } from '../../../server/store/database.ts';
import { createOrganization } from '../../../server/store/organizations.ts';

const database = await openDatabase({ dataDir: process.argv[2] ?? '' });
await database.migrate();
for (;;) {
  const id = randomUUID();
  await database.withOrganization(id, (trx) => createOrganization(trx, { id, name: 'Written' }));
  process.stdout.write(`${id}\n`);
}
