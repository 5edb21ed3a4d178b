import { bulkEnrichment } from '../../../../../../../shared/contract/bulk.ts';
import type { AppDependencies } from '../../../../../dependencies.ts';
import { visibleTo } from '../../../../../middleware/authenticate/index.ts';
import { defineRoute, type Route } from '../../../../../route.ts';
import { jsonAnswer } from '../../../integrations/json-answer.ts';
import { acceptedResponse, sendAccepted } from '../accepted.ts';
import { bulkParams } from './params.ts';

const base = '/api/v1/bulk-enrichments/{bulkId}';
const tag = 'Bulk enrichments';

/** What is done to a bulk enrichment, without a body. */
export function actionRoutes({ bulk, config }: Pick<AppDependencies, 'bulk' | 'config'>): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: `${base}/cancel`,
      security: 'bearer',
      documentation: {
        operationId: 'cancelBulkEnrichment',
        summary: 'Cancel a bulk enrichment',
        description:
          'Records that nobody works on yet are taken out of the queue; those under way end. What was written ' +
          'stays, and can be undone.',
        tag,
        responses: jsonAnswer(200, 'How it stands.', bulkEnrichment),
        problems: [404],
      },
      params: bulkParams,
      handle: async ({ path }, request, response) => {
        response.json(await bulk.cancel(visibleTo(request), path.bulkId));
      },
    }),
    defineRoute({
      method: 'post',
      path: `${base}/retry`,
      security: 'bearer',
      documentation: {
        operationId: 'retryBulkEnrichment',
        summary: 'Try the records again that were given up',
        tag,
        responses: jsonAnswer(200, 'How it stands.', bulkEnrichment),
        problems: [404],
      },
      params: bulkParams,
      handle: async ({ path }, request, response) => {
        response.json(await bulk.retry(visibleTo(request), path.bulkId));
      },
    }),
    defineRoute({
      method: 'post',
      path: `${base}/undo`,
      security: 'bearer',
      documentation: {
        operationId: 'undoBulkEnrichment',
        summary: 'Undo a bulk enrichment',
        description:
          'Takes back, record by record, what it wrote and nobody changed since. The answer is the undo, ' +
          'which is followed as any bulk enrichment is. Repeating it finds the same undo.',
        tag,
        responses: acceptedResponse,
        problems: [404, 409],
      },
      params: bulkParams,
      handle: async ({ path }, request, response) => {
        const undo = await bulk.undo(visibleTo(request), path.bulkId);
        sendAccepted(response, undo, config.publicBaseUrl);
      },
    }),
  ];
}
