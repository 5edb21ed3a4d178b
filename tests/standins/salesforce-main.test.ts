import { join } from 'node:path';
import { standsAlone, statusOf } from './alone.ts';

standsAlone(join(import.meta.dirname, '../sandbox/salesforce/main.ts'), (url, token) =>
  statusOf(`${url}/services/data/v68.0/sobjects/Account`, token, { Name: 'Acme' }),
);
