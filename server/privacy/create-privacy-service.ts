import type { Logger } from 'pino';
import type { RecordRef } from '../../shared/plan/plan.ts';
import { actingAs } from '../audit/actor.ts';
import type { CrmConnector } from '../crm/connector.ts';
import { AppError } from '../errors.ts';
import type { Runtime } from '../runtime.ts';
import type { Database } from '../store/database.ts';
import { heldMemory } from '../store/held-record.ts';
import { getIntegration, type Integration } from '../store/integrations.ts';
import { getSettings } from '../store/organizations.ts';
import type { Sync } from '../sync/create-sync-service.ts';
import { emailHash } from '../sync/refusal.ts';
import type { Tenant } from '../sync/service.ts';
import { type Forgotten, forgetRecord } from './forget.ts';
import { holdingsOf } from './holdings.ts';
import type { Erased, PrivacyService } from './service.ts';

export interface PrivacyDependencies {
  readonly database: Database;
  /** @throws AppError when the connection cannot be used */
  readonly connectorFor: (tenant: Tenant) => Promise<CrmConnector>;
  readonly sync: Pick<Sync, 'forget'>;
  readonly runtime: Runtime;
  readonly logger: Pick<Logger, 'warn'>;
}

export function createPrivacyService(deps: PrivacyDependencies): PrivacyService {
  const { database, runtime } = deps;

  async function integrationOf({ organizationId, integrationId }: Tenant): Promise<Integration> {
    const found = await database.withOrganization(organizationId, (trx) =>
      getIntegration(trx, integrationId),
    );
    if (!found) throw notFound();
    return found;
  }

  /** Null where the CRM has no such person any more, knows no address, or cannot be asked. */
  async function addressNow(tenant: Tenant, { object, id }: RecordRef): Promise<string | null> {
    if (object === 'company') return null;
    try {
      const connector = await deps.connectorFor(tenant);
      const found = (await connector.readRecords(object, [id])).get(id);
      return found?.ok ? (found.record.person?.email ?? null) : null;
    } catch (error) {
      // What we know ourselves is erased all the same.
      deps.logger.warn({ err: error }, 'the address of somebody to be erased could not be read');
      return null;
    }
  }

  return {
    async held(tenant, record) {
      const { crm } = await integrationOf(tenant);
      return database.withOrganization(tenant.organizationId, async (trx) => {
        const memory = await heldMemory(trx, tenant, record);
        const { suppression } = await getSettings(trx, tenant.organizationId);
        const holdings = await holdingsOf(trx, tenant, crm, record);
        const isErased = memory?.life === 'erased';
        const byAddress = memory?.email_hash && suppression.emailHashes.includes(memory.email_hash);
        return {
          object: record.object,
          recordId: record.id,
          integrationId: tenant.integrationId,
          state: holdings.length > 0 ? 'held' : isErased ? 'erased' : 'nothing',
          suppressed: isErased || suppression.recordIds.includes(record.id) || Boolean(byAddress),
          holdings,
        };
      });
    },

    erase: (tenant, actor, record, { suppress }) =>
      actingAs(actor, async () => {
        await integrationOf(tenant);
        const address = suppress ? await addressNow(tenant, record) : null;
        // What stands in no table first: it can only be erased for certain while it can be tried again.
        await deps.sync.forget(tenant, record);
        const forgotten = await database.withOrganization(tenant.organizationId, (trx) =>
          forgetRecord(trx, runtime, tenant, {
            record,
            at: runtime.now(),
            suppress,
            emailHash: address === null ? null : emailHash(address),
          }),
        );
        return answerOf(record, suppress, forgotten);
      }),
  };
}

function answerOf(
  { object }: RecordRef,
  suppress: boolean,
  { found, suppressed, keepsDeal }: Forgotten,
): Erased {
  const kept = [
    'The id of the record, so that it is not researched again.',
    'That and when it was erased, without naming it.',
  ];
  if (suppressed) {
    kept.push(
      'The hash of the person’s address on the suppression list, so that it stays that way.',
    );
  } else if (suppress && object !== 'company') {
    kept.push('No hash: neither the CRM nor oppSpot knew an address of the person.');
  }
  if (keepsDeal) {
    kept.push(
      'The key of a deal of the company, without the person, so that it is not created twice.',
    );
  }
  return { erased: found, suppressed, kept };
}

const notFound = () =>
  new AppError('There is no such integration.', { code: 'integration_not_found', status: 404 });
