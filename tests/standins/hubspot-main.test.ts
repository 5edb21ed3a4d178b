import { join } from 'node:path';
import { standsAlone } from './alone.ts';
import { call } from './call.ts';

const record = { properties: { email: 'ann@x.example' } };

standsAlone(join(import.meta.dirname, '../sandbox/hubspot/main.ts'), async (url, token) => {
  const { status } = await call(`${url}/crm/objects/2026-09/contacts`, token, 'POST', record);
  return status;
});
