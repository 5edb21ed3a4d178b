/** One of several processes: `main.ts <database url> <login url> <organization id> <connection id> <rounds>`. */
import pg from 'pg';
import { createKeyRing } from '../../../server/secrets/key-ring.ts';
import { openDatabase } from '../../../server/store/database.ts';
import { counterIn } from './counter.ts';
import { refreshUntil } from './refresher.ts';

const [databaseUrl = '', loginUrl = '', organizationId = '', integrationId = '', rounds] =
  process.argv.slice(2);
const database = await openDatabase({ databaseUrl }, { poolSize: 2 });
const owner = new pg.Pool({ connectionString: databaseUrl, max: 1 });

await refreshUntil(Number(rounds), {
  database,
  keyRing: createKeyRing(process.env.ENCRYPTION_KEYS ?? ''),
  tenant: { organizationId, integrationId },
  app: { clientId: 'app', clientSecret: 'secret', loginUrl },
  counter: counterIn(
    async (statement, parameters) => (await owner.query(statement, parameters)).rows,
  ),
});
await owner.end();
await database.close();
