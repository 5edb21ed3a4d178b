/**
 * What a CRM sends us: kept before it is answered, worked on afterwards. Nothing that was accepted is
 * lost or done twice, whatever dies when.
 */

import type { BatchResult } from '../../shared/contract/salesforce.ts';
import type { RecordEvent } from '../crm/record-event.ts';
import type { Tenant } from '../sync/service.ts';
import type { InboundDependencies } from './dependencies.ts';
import { acceptEvents } from './events/accept.ts';
import { workOnEvents } from './events/work.ts';
import {
  acceptExecution,
  type ExecutionAnswer,
  type ExecutionRequest,
} from './executions/accept.ts';
import { acceptBatch, awaitBatch, type BatchRequest } from './executions/batch.ts';
import { workOnExecutions } from './executions/work.ts';
import { createLanes } from './lanes.ts';

export interface InboundDoor {
  /** Takes an execution of the workflow action in. @throws DatabaseUnavailable */
  acceptExecution(tenant: Tenant, request: ExecutionRequest): Promise<ExecutionAnswer>;
  /**
   * Takes many records in, and waits for them as long as it is asked to.
   * @returns one for each item, in the same order
   * @throws DatabaseUnavailable when nothing could be kept
   */
  acceptBatch(tenant: Tenant, request: BatchRequest): Promise<BatchResult[]>;
  /** Takes events of records in. @returns how many were new @throws DatabaseUnavailable */
  acceptEvents(tenant: Tenant, events: readonly RecordEvent[]): Promise<number>;
}

export interface Inbound extends InboundDoor {
  /** Something was accepted elsewhere: looks for it at once. */
  wake(): void;
  /** Works off what is due now. */
  drain(): Promise<void>;
  /**
   * Works until aborted; resolves when what was begun has ended.
   * @param takeHeld also what a worker holds: true for the only process there can be
   */
  run(signal: AbortSignal, takeHeld: boolean): Promise<void>;
}

export function createInbound(deps: InboundDependencies): Inbound {
  const lanes = createLanes(deps, {
    webhook_events: workOnEvents,
    workflow_executions: workOnExecutions,
  });
  return {
    async acceptExecution(tenant, request) {
      const answer = await acceptExecution(deps, tenant, request);
      if (answer.state === 'waiting') lanes.wake();
      return answer;
    },
    async acceptBatch(tenant, request) {
      const accepted = await acceptBatch(deps, tenant, request);
      if (accepted.some((one) => 'execution' in one)) lanes.wake();
      return awaitBatch(deps, tenant, accepted, request);
    },
    async acceptEvents(tenant, events) {
      const added = await acceptEvents(deps, tenant, events);
      if (added > 0) lanes.wake();
      return added;
    },
    wake: () => lanes.wake(),
    drain: () => lanes.drain(),
    run: (signal, takeHeld) => lanes.run(signal, takeHeld),
  };
}
