/** Enrolling records in a workflow whose one step is an action of the app. */
import express, { type Router } from 'express';
import { z } from 'zod';
import type { HubSpotStandin } from '../../../hubspot/index.ts';
import type { Enrolment, WorkflowEngine } from '../../../hubspot/workflows/engine.ts';
import type { EnrolmentView } from '../../contract.ts';
import { titleOf } from '../crm/titles.ts';

const enrolment = z.strictObject({
  type: z.enum(['contacts', 'companies']),
  recordIds: z
    .array(z.string().regex(/^\d{1,15}$/))
    .min(1)
    .max(10_000),
  inputs: z.record(z.string(), z.string()),
});

export function workflowRoutes(hubspot: HubSpotStandin, engine: WorkflowEngine): Router {
  const router = express.Router();
  router.post('/enrolments', (request, response) => {
    const { type, recordIds, inputs } = enrolment.parse(request.body);
    const batch = engine.enrol({
      objectType: type === 'contacts' ? 'CONTACT' : 'COMPANY',
      recordIds,
      inputFields: inputs,
    });
    response.status(201).json({ batch });
  });
  router.get('/enrolments/:batch', (request, response) => {
    response.json(
      engine.enrolments(request.params.batch).map((entry) => enrolmentView(hubspot, entry)),
    );
  });
  return router;
}

function enrolmentView(hubspot: HubSpotStandin, entry: Enrolment): EnrolmentView {
  const type = entry.objectType === 'CONTACT' ? 'contacts' : 'companies';
  const record = hubspot.portal().records.find(type, entry.recordId);
  const outputs = Object.entries(entry.outputFields ?? {}).map(
    ([name, value]) => [name, value === null || value === undefined ? '' : String(value)] as const,
  );
  return {
    callbackId: entry.callbackId,
    recordId: entry.recordId,
    type,
    title: record ? titleOf(record) : `Record ${entry.recordId}`,
    state: entry.state,
    outputs: Object.fromEntries(outputs),
    error: entry.error,
    startedAt: entry.startedAt,
    finishedAt: entry.finishedAt,
  };
}
