/** Records as the person at the pages sees them. */
import express, { type Request, type Router } from 'express';
import { z } from 'zod';
import type { ObjectType } from '../../../../../shared/plan/plan.ts';
import { type BridgeOptions, beginTransaction } from '../../bridge/transaction.ts';
import { listView } from '../org/list-view.ts';
import { recordView } from '../org/record-view.ts';
import { relatedView } from '../org/related-view.ts';
import { viewerOf } from '../org/viewer.ts';
import { PageError } from './refusals.ts';
import { sessionUser } from './session.ts';

/** A record that shows something when it is enriched. */
export interface RecordToTry {
  readonly object: ObjectType;
  readonly id: string;
  /** A full sentence. */
  readonly shows: string;
}

const listed = z.enum(['Contact', 'Account', 'Lead']);
const withPage = z.enum([...listed.options, 'Opportunity', 'Task']);
const listQuery = z.object({
  search: z.string().max(200).default(''),
  limit: z.coerce.number().int().min(0).max(2_000).default(200),
});

export function recordRoutes(options: BridgeOptions): Router {
  const router = express.Router();
  router.get('/:object', (request, response) => {
    const object = listed.parse(request.params.object);
    const { search, limit } = listQuery.parse(request.query);
    response.json(listView(viewer(request), object, search, limit));
  });
  router.get('/:object/:id', (request, response) => {
    const found = find(request);
    response.json(recordView(found.viewer, found.object, found.record));
  });
  router.get('/:object/:id/related', (request, response) => {
    const found = find(request);
    response.json(relatedView(found.viewer, found.object, found.record));
  });

  function viewer(request: Request) {
    const user = sessionUser(request);
    return viewerOf(options.salesforce, user, beginTransaction(options, user).grants);
  }

  function find(request: Request) {
    const object = withPage.parse(request.params.object);
    const seenBy = viewer(request);
    const record = seenBy.record(object, String(request.params.id));
    if (!record) {
      throw new PageError(404, 'This record does not exist, or you may not see it.');
    }
    return { viewer: seenBy, object, record };
  }

  return router;
}
