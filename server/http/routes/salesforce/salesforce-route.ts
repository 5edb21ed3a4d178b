/** What the routes for our package in Salesforce have in common: all are POSTs that name org, user and record. */
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { cardAnswer } from '../../../../shared/contract/answer.ts';
import type { SalesforceObject } from '../../../../shared/contract/salesforce.ts';
import type { ObjectType, RecordRef } from '../../../../shared/plan/plan.ts';
import { isIdOf, toId18 } from '../../../crm/salesforce/ids.ts';
import { HttpError } from '../../problem/http-error.ts';
import { defineRoute, type Route } from '../../route.ts';

interface SalesforceRoute<Body extends z.ZodType, Data extends z.ZodType> {
  /** Below `/salesforce`. */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly body: Body;
  readonly data: Data;
  /** Gives what `data` describes. */
  readonly answer: (
    body: z.output<Body>,
    request: Request,
    response: Response,
  ) => Promise<z.input<Data>>;
}

export function salesforceRoute<Body extends z.ZodType, Data extends z.ZodType>({
  path,
  operationId,
  summary,
  description,
  body,
  data,
  answer,
}: SalesforceRoute<Body, Data>): Route {
  return defineRoute({
    method: 'post',
    path: `/salesforce${path}`,
    security: 'salesforce',
    documentation: {
      operationId,
      summary,
      ...(description && { description }),
      tag: 'Salesforce',
      responses: {
        200: {
          description: 'What was asked for, or `ok: false` with the reason.',
          content: { 'application/json': { schema: cardAnswer(data) } },
        },
      },
      problems: [],
    },
    body,
    handle: async (input, request, response) => {
      response.json({ ok: true, data: await answer(input.body, request, response) });
    },
  });
}

const objects: Readonly<Record<SalesforceObject, { type: ObjectType; keyPrefix: string }>> = {
  Account: { type: 'company', keyPrefix: '001' },
  Contact: { type: 'contact', keyPrefix: '003' },
  Lead: { type: 'lead', keyPrefix: '00Q' },
};

/** The record; null when the id is no id of such an object. */
export function findRecord(object: SalesforceObject, recordId: string): RecordRef | null {
  const { type, keyPrefix } = objects[object];
  const id = toId18(recordId);
  return id !== null && isIdOf(keyPrefix, id) ? { object: type, id } : null;
}

/** @throws HttpError `invalid_record` */
export function recordOf(call: {
  readonly object: SalesforceObject;
  readonly recordId: string;
}): RecordRef {
  const record = findRecord(call.object, call.recordId);
  if (record) return record;
  throw new HttpError('This is not the id of a contact, an account or a lead.', {
    code: 'invalid_record',
    status: 400,
  });
}
