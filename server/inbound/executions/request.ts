import { createHash } from 'node:crypto';
import type { EnrichRequest } from '../../../shared/contract/v1.ts';
import type { ExecutionOrigin } from '../../store/tables/inbound.ts';
import type { Execution } from '../../store/workflow-executions.ts';

const triggers: Readonly<Record<ExecutionOrigin, EnrichRequest['trigger']>> = {
  'hubspot-workflow': 'workflow',
  'salesforce-flow': 'workflow',
  'salesforce-list': 'list',
  api: 'api',
};

/** The enrichment an execution asks for: the same for every attempt at it, so that it writes once. */
export function requestOf({ record, mode, refresh, callbackId, origin }: Execution): EnrichRequest {
  return {
    object: record.object,
    recordId: record.id,
    mode,
    refresh,
    trigger: triggers[origin],
    pick: null,
    idempotencyKey: `workflow-${createHash('sha256').update(callbackId).digest('hex')}`,
  };
}
