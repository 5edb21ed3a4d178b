/** What the tests of entities share: entities as the API's contract reads them, and who sends them. */
import type { z } from 'zod';
import type { Actor } from '../../../server/audit/actor.ts';
import {
  type SyncEntity,
  type SyncHistoryQuery,
  syncEntity,
  syncHistoryQuery,
} from '../../../shared/contract/integrations.ts';
import type { TestDatabase } from '../../support/databases.ts';

type Input = z.input<typeof syncEntity>;
type ContactInput = Extract<Input, { entityType: 'contact' }>;
type CompanyInput = Extract<Input, { entityType: 'company' }>;
type Options = Partial<Pick<Input, 'skipEnrichment' | 'priority'>>;

export function contact(
  entityId: string,
  data: ContactInput['data'],
  options: Options = {},
): SyncEntity {
  const skipped = { skipEnrichment: true, ...options };
  return syncEntity.parse({ entityType: 'contact', entityId, data, ...skipped });
}

export function company(
  entityId: string,
  data: CompanyInput['data'],
  options: Options = {},
): SyncEntity {
  const skipped = { skipEnrichment: true, ...options };
  return syncEntity.parse({ entityType: 'company', entityId, data, ...skipped });
}

export function historyOf(query: z.input<typeof syncHistoryQuery> = {}): SyncHistoryQuery {
  return syncHistoryQuery.parse(query);
}

export const integrator: Actor = {
  kind: 'api-token',
  id: 'token-of-the-shop',
  source: 'api',
  ip: '203.0.113.7',
};

/** Forgets all that a turn keeps, as if the process had died before its transaction. */
export async function forgetEntities(database: TestDatabase): Promise<void> {
  for (const table of ['crm_entities', 'crm_entity_mappings', 'crm_sync_logs', 'audit_events']) {
    await database.asOwner(`delete from ${table}`);
  }
}

/** Of ten companies, which are named and nothing more. */
export function hundredContacts(): SyncEntity[] {
  return Array.from({ length: 100 }, (_, index) =>
    contact(`c-${index}`, {
      email: `person${index}@firm${index % 10}.example`,
      lastName: `Person ${index}`,
      company: { name: `Firm ${index % 10}` },
    }),
  );
}
