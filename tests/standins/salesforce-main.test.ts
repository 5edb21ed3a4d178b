import { join } from 'node:path';
import { standsAlone } from './alone.ts';
import { call } from './call.ts';

const record = { Name: 'Acme' };

standsAlone(join(import.meta.dirname, '../sandbox/salesforce/main.ts'), async (url, token) => {
  const { status } = await call(
    `${url}/services/data/v68.0/sobjects/Account`,
    token,
    'POST',
    record,
  );
  return status;
});
