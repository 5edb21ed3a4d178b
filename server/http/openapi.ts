import type { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from 'zod-openapi';
import { cardError } from '../../shared/contract/answer.ts';
import {
  enrichmentList,
  enrichmentRunning,
  enrichmentSummary,
  problemDocument,
  progress,
} from '../../shared/contract/api.ts';
import { bulkEnrichment, bulkRequest, queueItem } from '../../shared/contract/bulk.ts';
import { actionTask, cardState, runProgress } from '../../shared/contract/card.ts';
import {
  contractVersion,
  enrichment,
  enrichRequest,
  score,
  undoReport,
} from '../../shared/contract/v1.ts';
import { evidence } from '../../shared/evidence/evidence.ts';
import { signal } from '../../shared/evidence/signal.ts';
import { writePlan } from '../../shared/plan/plan.ts';
import { problemMediaType } from './problem/problem.ts';
import type { Route, RouteSecurity } from './route.ts';

/** Schemas with a name in the description; everything else stands where it is used. */
const namedSchemas = {
  ActionTask: actionTask,
  BulkEnrichment: bulkEnrichment,
  BulkRequest: bulkRequest,
  CardError: cardError,
  CardState: cardState,
  Enrichment: enrichment,
  EnrichmentList: enrichmentList,
  EnrichmentRunning: enrichmentRunning,
  EnrichmentSummary: enrichmentSummary,
  EnrichRequest: enrichRequest,
  Evidence: evidence,
  Problem: problemDocument,
  Progress: progress,
  QueueItem: queueItem,
  RunProgress: runProgress,
  Score: score,
  Signal: signal,
  UndoReport: undoReport,
  WritePlan: writePlan,
} satisfies Record<string, z.ZodType>;

const problemDescriptions: Readonly<Record<number, string>> = {
  400: 'The request is not valid; `errors` says where.',
  401: 'No token or signature, or one that is not valid.',
  403: 'The token or the CRM connection lacks a permission.',
  404: 'There is no such record or enrichment.',
  405: 'The address does not take this method.',
  409: 'The state of the record, the run or the CRM connection does not allow it.',
  413: 'The body is too large.',
  415: 'The body is not JSON.',
  422: 'The CRM refused the values; `errors` says which.',
  429: 'Too many requests, here or at the CRM. See `Retry-After`.',
  500: 'A fault of ours.',
  502: 'The CRM gave an answer that makes no sense.',
  503: 'The CRM cannot be reached. The same request may work later.',
};
const problemsOfEveryRoute = [405, 500];
const problemsOfBodies = [413, 415];

/** How each kind of caller proves who it is, and what it is told when it cannot. */
const securityKinds: Readonly<
  Record<RouteSecurity, { readonly scheme: string | null; readonly problems: readonly number[] }>
> = {
  none: { scheme: null, problems: [] },
  browser: { scheme: null, problems: [400, 429] },
  bearer: { scheme: 'bearer', problems: [400, 401, 403, 429] },
  // Whatever comes after the signature is told with 200: HubSpot keeps other answers from the card.
  'hubspot-card': { scheme: 'hubspotSignature', problems: [401] },
  'hubspot-workflow': { scheme: 'hubspotSignature', problems: [400, 401] },
  salesforce: { scheme: 'salesforceSignature', problems: [401] },
  'hubspot-webhook': { scheme: 'hubspotSignature', problems: [400, 401] },
};

/** The API's description (https://spec.openapis.org/oas/v3.1.1), derived from the routes themselves. */
export function describeApi(routes: readonly Route[], publicBaseUrl: string): object {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: operation(route) };
  }
  return createDocument({
    openapi: '3.1.1',
    info: {
      title: 'oppSpot SmartSync',
      version: `${contractVersion}.0.0`,
      description: 'Enrichment, scoring and native write-back for CRM records.',
    },
    servers: [{ url: publicBaseUrl }],
    paths,
    components: {
      schemas: namedSchemas,
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'An API token of the organisation.',
        },
        salesforceSignature: {
          type: 'apiKey',
          in: 'header',
          name: 'X-OppSpot-Signature',
          description:
            'HMAC-SHA256 by our package with the org’s key over time, nonce, method, path and body, ' +
            'together with X-OppSpot-Timestamp, X-OppSpot-Nonce and the org’s bearer token.',
        },
        hubspotSignature: {
          type: 'apiKey',
          in: 'header',
          name: 'X-HubSpot-Signature-v3',
          description:
            'Signed by HubSpot with the app’s secret, together with X-HubSpot-Request-Timestamp ' +
            '(https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation).',
        },
      },
    },
  });
}

function operation({ security, inputs, documentation, method }: Route): ZodOpenApiOperationObject {
  const { headers, problems, responses, tag, ...texts } = documentation;
  const { scheme, problems: problemsOfCaller } = securityKinds[security];
  const statuses = new Set([
    ...problemsOfEveryRoute,
    ...problemsOfCaller,
    ...(method === 'get' || method === 'delete' ? [] : problemsOfBodies),
    ...problems,
  ]);
  return {
    ...texts,
    tags: [tag],
    security: scheme === null ? [] : [{ [scheme]: [] }],
    requestParams: {
      path: inputs.path,
      query: inputs.query,
      ...(headers ? { header: headers } : {}),
    },
    ...(inputs.body
      ? {
          requestBody: { required: true, content: { 'application/json': { schema: inputs.body } } },
        }
      : {}),
    responses: {
      ...responses,
      ...Object.fromEntries(
        [...statuses].sort().map((status) => [
          status,
          {
            description: problemDescriptions[status] ?? 'A problem.',
            content: { [problemMediaType]: { schema: problemDocument } },
          },
        ]),
      ),
    },
  };
}
