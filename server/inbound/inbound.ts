/**
 * What a CRM sends us: kept before it is answered, worked on afterwards. Nothing that was accepted is
 * lost or done twice, whatever dies when.
 */
import type { BatchResult } from '../../shared/contract/salesforce.ts';
import type { QueueDependencies } from '../queue/dependencies.ts';
import { createTurns, type Turns } from '../queue/turns.ts';
import { workOnQueue } from '../queue/work.ts';
import type { Tenant } from '../sync/service.ts';
import { acceptBatch, awaitBatch, type BatchRequest } from './accept-batch.ts';
import {
  acceptExecution,
  type ExecutionAnswer,
  type ExecutionRequest,
} from './accept-execution.ts';
import { type AcceptEvents, createEventIntake } from './events/accept.ts';
import { workOnEvents } from './events/work.ts';
import { createPressure, type Pressure } from './pressure.ts';

export interface InboundDoor {
  /** Takes an execution of the workflow action in. @throws DatabaseUnavailable, AppError `queue_full` */
  acceptExecution(tenant: Tenant, request: ExecutionRequest): Promise<ExecutionAnswer>;
  /**
   * Takes many records in, and waits for them as long as it is asked to.
   * @returns one for each item, in the same order
   * @throws DatabaseUnavailable when nothing could be kept
   */
  acceptBatch(tenant: Tenant, request: BatchRequest): Promise<BatchResult[]>;
  /** Takes events of records in. */
  readonly acceptEvents: AcceptEvents;
}

export interface Inbound extends InboundDoor {
  /** Turns at what was accepted. */
  readonly turns: Turns;
  /** Works off what is due now. */
  drain(): Promise<void>;
}

/** As many events as one look at the CRM answers for. */
const eventsAtOnce = 100;

export function createInbound(
  deps: QueueDependencies,
  pressure: Pressure = createPressure(deps.database, deps.runtime),
): Inbound {
  const turns = createTurns(
    deps,
    { webhook_events: workOnEvents, crm_sync_queue: workOnQueue },
    async (table, tenant) => {
      if (table === 'webhook_events') return eventsAtOnce;
      // Where the connection is gone, its items end with that.
      const connector = await deps.connectorFor(tenant).catch(() => null);
      return connector?.bulk.recordsAtOnce ?? eventsAtOnce;
    },
  );
  return {
    async acceptExecution(tenant, request) {
      await pressure.requireRoom(tenant);
      return acceptExecution(deps, tenant, request);
    },
    async acceptBatch(tenant, request) {
      const accepted = await acceptBatch(deps, tenant, request);
      return awaitBatch(deps, tenant, accepted, request);
    },
    acceptEvents: createEventIntake(deps),
    turns,
    drain: () => turns.drain(),
  };
}
