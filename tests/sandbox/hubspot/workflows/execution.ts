/** The body with which HubSpot executes an action, as recorded from real workflows. */
import type { HubSpotStandin } from '../index.ts';
import type { ActionDefinition } from './definition.ts';

export type WorkflowObjectType = 'CONTACT' | 'COMPANY';

export interface ExecutionToSend {
  readonly callbackId: string;
  readonly enrollmentId: number;
  readonly workflowId: number;
  readonly objectType: WorkflowObjectType;
  readonly recordId: string;
  readonly inputFields: Readonly<Record<string, string>>;
}

export const actionId = 1;
const actionDefinitionId = 10_000_005;

export function executionBody(
  standin: HubSpotStandin,
  action: ActionDefinition,
  execution: ExecutionToSend,
): string {
  const { enrollmentId, workflowId, objectType, recordId, inputFields } = execution;
  const actionExecutionIndexIdentifier = { enrollmentId, actionExecutionIndex: 0 };
  const record = standin.get(objectType === 'CONTACT' ? 'contacts' : 'companies', recordId);
  const wanted = action.objectRequestOptions?.properties ?? [];
  const properties = Object.fromEntries(
    wanted.map((name) => [name, record?.properties[name] ?? null]),
  );
  return JSON.stringify({
    callbackId: execution.callbackId,
    origin: {
      portalId: standin.portalId,
      actionDefinitionId,
      actionDefinitionVersion: 1,
      actionExecutionIndexIdentifier,
      extensionDefinitionId: actionDefinitionId,
      extensionDefinitionVersionId: 1,
    },
    context: { source: 'WORKFLOWS', workflowId, actionId, actionExecutionIndexIdentifier },
    object: {
      objectId: Number(recordId),
      objectType,
      ...(wanted.length > 0 && { properties }),
    },
    fields: inputFields,
    inputFields,
    typedInputs: Object.fromEntries(
      Object.entries(inputFields).map(([name, value]) => [name, { value, type: 'STRING' }]),
    ),
  });
}
