import { join } from 'node:path';
import { standsAlone, statusOf } from './alone.ts';

standsAlone(join(import.meta.dirname, '../sandbox/hubspot/main.ts'), (url, token) =>
  statusOf(`${url}/crm/objects/2026-09/contacts`, token, {
    properties: { email: 'ann@x.example' },
  }),
);
