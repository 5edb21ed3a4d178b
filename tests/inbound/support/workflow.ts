/** A simulated HubSpot workflow around a served house, with the action as the project defines it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import type { ActionDefinition } from '../../sandbox/hubspot/workflows/definition.ts';
import {
  createWorkflowEngine,
  type Enrolment,
  type WorkflowEngine,
  type WorkflowEngineOptions,
} from '../../sandbox/hubspot/workflows/engine.ts';
import type { ServedHouse } from '../../support/served-house.ts';
import { hubspotApp } from '../../support/served-house.ts';

const definitionFile = join(
  import.meta.dirname,
  '../../../hubspot-project/app/workflow-actions/enrich-hsmeta.json',
);

export function enrichAction(): ActionDefinition {
  const text = readFileSync(definitionFile, 'utf8').replaceAll(
    // biome-ignore lint/suspicious/noTemplateCurlyInString: HubSpot's own notation of a variable.
    '${APP_BASE_URL}',
    hubspotApp.baseUrl,
  );
  const { config } = JSON.parse(text) as { config: ActionDefinition };
  return config;
}

export interface Workflow extends WorkflowEngine {
  /** Enrols contacts and waits until HubSpot has every answer. */
  start(
    recordIds: readonly string[],
    more?: Partial<Parameters<WorkflowEngine['enrol']>[0]>,
  ): Promise<string>;
  /** Works off what the server has accepted. */
  work(): Promise<void>;
}

/** Closed when the test ends. */
export function openWorkflow(
  house: ServedHouse,
  options: Partial<WorkflowEngineOptions> = {},
): Workflow {
  const engine = createWorkflowEngine(house.hubspot, {
    appBaseUrl: hubspotApp.baseUrl,
    targetOrigin: house.url,
    clientSecret: hubspotApp.clientSecret,
    action: enrichAction(),
    firstPauseMs: 5,
    ...options,
  });
  onTestFinished(() => engine.close());
  return {
    ...engine,
    async start(recordIds, more = {}) {
      const batch = engine.enrol({ objectType: 'CONTACT', inputFields: {}, recordIds, ...more });
      await vi.waitFor(
        () => {
          const states = engine.enrolments(batch).map(({ state }) => state);
          if (states.includes('sending')) throw new Error('HubSpot is still sending.');
        },
        { timeout: 30_000 },
      );
      return batch;
    },
    work: () => house.services.inbound.drain(),
  };
}

/** The one enrolment of a batch. */
export function only(workflow: WorkflowEngine, batch?: string): Enrolment {
  const [one, ...others] = workflow.enrolments(batch);
  if (!one || others.length > 0) throw new Error('There is not exactly one enrolment.');
  return one;
}

export interface StoredExecution {
  readonly callback_id: string;
  readonly outcome: string | null;
  readonly error_code: string | null;
  readonly attempts: number;
  readonly outputs: Record<string, unknown> | null;
}

/** Every execution the house's tenant has, oldest first. */
export function executionsOf({ database, tenant }: Pick<ServedHouse, 'database' | 'tenant'>) {
  return database.asOwner<StoredExecution>(
    `select callback_id, outcome, error_code, attempts, outputs from crm_sync_queue
     where integration_id = $1 order by received_at, id`,
    [tenant.integrationId],
  );
}
