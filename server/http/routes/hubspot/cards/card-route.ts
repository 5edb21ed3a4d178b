/** What the routes of the cards have in common: how they name a record, answer and are described. */
import type { Response } from 'express';
import { z } from 'zod';
import { type CardAnswer, cardAnswer } from '../../../../../shared/contract/answer.ts';
import { type RecordRef, recordRef } from '../../../../../shared/plan/plan.ts';
import type { Route } from '../../../route.ts';

export const cardPath = '/hubspot/cards/{object}/{recordId}';

export const recordParams = z.strictObject({
  object: z.enum(['contact', 'company']).meta({ description: 'What the card lies on.' }),
  recordId: recordRef.shape.id.meta({ description: 'HubSpot’s id of the record.' }),
});

export const runParams = recordParams.extend({
  runId: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/, 'Expected the id of a run')
    .meta({ description: 'The id of an enrichment, a preview, an undo or a task of the record.' }),
});

/** HubSpot tells the card the language of its user, and the card tells us. */
export const viewerQuery = z.strictObject({
  language: z
    .string()
    .max(20)
    .optional()
    .meta({ description: 'Of who looks at the card, as HubSpot names it: `de`, `fr-ca`.' }),
});

export function recordOf({ object, recordId }: z.output<typeof recordParams>): RecordRef {
  return { object, id: recordId };
}

/** How a card route is described: it answers 200 whatever it has to say. */
export function cardDocumentation(
  texts: Pick<Route['documentation'], 'operationId' | 'summary' | 'description'>,
  data: z.ZodType,
): Route['documentation'] {
  return {
    ...texts,
    tag: 'HubSpot cards',
    responses: {
      200: {
        description: 'What was asked for, or `ok: false` with the reason.',
        content: { 'application/json': { schema: cardAnswer(data) } },
      },
    },
    problems: [],
  };
}

export function sendToCard<Data>(response: Response, data: Data): void {
  response.json({ ok: true, data } satisfies CardAnswer<Data>);
}
