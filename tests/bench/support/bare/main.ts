/** The least that takes events in: an Express route that inserts them, and nothing else. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import pg from 'pg';
import { answerParent, readArgument } from '../programs.ts';

export interface BareOptions {
  readonly databaseUrl: string;
  readonly organizationId: string;
  readonly integrationId: string;
}

interface Event {
  readonly eventId: number;
  readonly objectId: number;
  readonly subscriptionType: string;
  readonly occurredAt: number;
}

const { databaseUrl, organizationId, integrationId } = readArgument<BareOptions>();
const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
const app = express();
app.use(express.json({ limit: '1mb' }));
app.post('/hubspot/webhooks', async (request, response) => {
  const events = request.body as Event[];
  const now = new Date();
  const rows = events.map((event) => [
    randomUUID(),
    organizationId,
    integrationId,
    'created',
    'contact',
    String(event.objectId),
    String(event.eventId),
    event.subscriptionType,
    new Date(event.occurredAt),
    now,
    now,
  ]);
  const places = rows.map(
    (row, at) => `(${row.map((_, column) => `$${at * row.length + column + 1}`)})`,
  );
  await pool.query(
    `insert into webhook_events (id, organization_id, integration_id, kind, object_type, record_id,
      event_id, subscription_type, occurred_at, received_at, due_at) values ${places}
      on conflict do nothing`,
    rows.flat(),
  );
  response.json({ stored: rows.length });
});
const server = app.listen(0, '127.0.0.1');
await once(server, 'listening');
answerParent(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {});
process.once('SIGTERM', () => process.exit(0));
