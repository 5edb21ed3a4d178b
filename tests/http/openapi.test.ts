import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Express } from 'express';
import { beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../server/http/app.ts';
import type { AppDependencies } from '../../server/http/dependencies.ts';
import { createLogger } from '../../server/http/logger.ts';
import { createMetrics } from '../../server/http/metrics/metrics.ts';
import { startServer } from '../../server/http/server.ts';
import { systemRuntime } from '../../server/runtime.ts';
import { Secret } from '../../server/secrets/secret.ts';
import type { SettingsService } from '../../server/settings/service.ts';
import { bulkFor } from '../support/bulk-enrichment.ts';
import { noIntegrations } from '../support/no-integrations.ts';
import { noSalesforce } from '../support/no-salesforce.ts';
import { bulkPath } from './support/bulk.ts';
import { enrichmentId } from './support/enrichments.ts';
import { fakeSync } from './support/fake-sync.ts';
import { publicBaseUrl, startTestServer } from './support/server.ts';

interface Media {
  readonly schema: object;
}
interface Operation {
  readonly operationId: string;
  readonly security: readonly object[];
  readonly requestBody?: { readonly content: Record<string, Media> };
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly responses: Record<string, { readonly content: Record<string, Media> }>;
}
interface Description {
  readonly openapi: string;
  readonly servers: readonly { url: string }[];
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: {
    readonly schemas: Record<string, object>;
    readonly securitySchemes: Record<string, object>;
  };
}

let description: Description;
const ajv = new Ajv2020({ allErrors: true, strict: false });
ajv.addFormat('date-time', (text) => !Number.isNaN(Date.parse(text)));
ajv.addFormat('date', /^\d{4}-\d{2}-\d{2}$/);
ajv.addFormat('uri', (text) => URL.canParse(text));

let mounted: string[];

const unasked = () => Promise.reject(new Error('Only the description is asked for.'));
const unaskedSettings: SettingsService = {
  read: unasked,
  owners: unasked,
  save: unasked,
  repair: unasked,
  requireAdministrator: unasked,
};

beforeAll(async () => {
  const app = createApp({
    sync: fakeSync(),
    authenticate: async () => null,
    readiness: async () => ({ ok: true, checks: {} }),
    logger: createLogger({ level: 'silent' }),
    metrics: createMetrics({ process: false }),
    runtime: systemRuntime,
    hubspot: {
      clientSecret: new Secret('openapi'),
      appId: null,
      baseUrl: publicBaseUrl,
      tenantOf: async () => null,
      settings: unaskedSettings,
      inbound: { acceptExecution: unasked, acceptBatch: unasked, acceptEvents: unasked },
    },
    salesforce: noSalesforce,
    ...noIntegrations,
    config: { publicBaseUrl, requestsPerMinute: 100, trustProxy: false },
  });
  mounted = mountedRoutes(app);
  const server = await startServer(app, { host: '127.0.0.1', port: 0 });
  const response = await fetch(`${server.url}/openapi.json`);
  description = (await response.json()) as Description;
  await server.close();
});

/** What Express itself would dispatch: method and path of every layer, in the description's notation. */
function mountedRoutes(app: Express): string[] {
  interface Layer {
    readonly route?: { readonly path: string; readonly stack: readonly { method?: string }[] };
    readonly handle: { readonly stack?: readonly Layer[] };
  }
  const walk = (layers: readonly Layer[]): string[] =>
    layers.flatMap(({ route, handle }) => {
      if (!route) return handle.stack ? walk(handle.stack) : [];
      const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
      // Guards of a route are layers of the same method.
      const methods = new Set(route.stack.flatMap(({ method }) => method ?? []));
      return [...methods].map((method) => `${method} ${path}`);
    });
  // The router's stack is not in its types; there is no other way to see what is really mounted.
  return walk(app.router.stack as unknown as Layer[]);
}

function validator(schema: object) {
  return ajv.compile({ ...schema, components: description.components });
}

describe('the description at /openapi.json', () => {
  it('is OpenAPI 3.1, with schemas that are valid JSON Schema', () => {
    expect(description.openapi).toMatch(/^3\.1\./);
    expect(description.servers).toEqual([{ url: publicBaseUrl }]);
    for (const [name, schema] of Object.entries(description.components.schemas)) {
      expect(ajv.validateSchema(schema), name).toBe(true);
    }
  });

  it('names every route that is mounted, and no other', () => {
    const documented = Object.entries(description.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method} ${path}`),
    );
    expect(mounted.toSorted()).toEqual(documented.toSorted());
    expect(documented.length).toBeGreaterThan(9);
  });

  it('gives every operation an id of its own, every path parameter and every error', () => {
    const ids = new Set<string>();
    for (const [path, operations] of Object.entries(description.paths)) {
      for (const operation of Object.values(operations)) {
        ids.add(operation.operationId);
        const inPath = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
        expect(inPath.map(({ name }) => `{${name}}`)).toEqual(path.match(/\{\w+\}/g) ?? []);
        expect(Object.keys(operation.responses)).toContain('500');
        if (path.startsWith('/api/')) {
          expect(operation.security).toEqual([{ bearer: [] }]);
          expect(Object.keys(operation.responses)).toEqual(
            expect.arrayContaining(['400', '401', '403', '429']),
          );
        } else if (path.startsWith('/hubspot/')) {
          expect(operation.security).toEqual([{ hubspotSignature: [] }]);
          expect(Object.keys(operation.responses)).toContain('401');
        } else if (path.startsWith('/salesforce/')) {
          expect(operation.security).toEqual([{ salesforceSignature: [] }]);
          expect(Object.keys(operation.responses)).toContain('401');
        } else expect(operation.security).toEqual([]);
      }
    }
    expect(ids.size).toBe(mounted.length);
    expect(description.components.securitySchemes.bearer).toMatchObject({
      type: 'http',
      scheme: 'bearer',
    });
  });

  it('describes the request as clients may send it: without what has a default', () => {
    const body = description.paths['/api/v1/enrichments']?.post?.requestBody;
    const validate = validator(body?.content['application/json']?.schema ?? {});
    expect(validate({ object: 'contact', recordId: '1001' })).toBe(true);
    expect(validate({ object: 'deal', recordId: '1001' })).toBe(false);
    expect(validate({ object: 'contact', recordId: '1001', other: 1 })).toBe(false);
  });

  const path = '/api/v1/enrichments';
  const contact = { object: 'contact', recordId: '1001' };
  const bulkRequest = { object: 'contact', selection: { kind: 'filter', conditions: [] } };
  const bulk: AppDependencies['bulk'] = {
    ...noIntegrations.bulk,
    start: async () => bulkFor(),
    get: async () => bulkFor(),
    list: async () => [bulkFor()],
    undo: async () => bulkFor({ kind: 'undo' }),
    queue: async () => ({ items: [], nextCursor: null }),
  };
  it.each<[string, string, string, unknown, number]>([
    ['get', '/healthz', '/healthz', undefined, 200],
    ['get', '/readyz', '/readyz', undefined, 200],
    ['get', '/openapi.json', '/openapi.json', undefined, 200],
    ['post', path, path, contact, 200],
    ['post', path, path, {}, 400],
    ['get', path, path, undefined, 200],
    ['get', path, `${path}?limit=0`, undefined, 400],
    ['get', `${path}/{enrichmentId}`, `${path}/${enrichmentId}`, undefined, 200],
    ['get', `${path}/{enrichmentId}`, `${path}/unknown-id`, undefined, 404],
    ['post', `${path}/{enrichmentId}/apply`, `${path}/${enrichmentId}/apply`, undefined, 200],
    ['post', `${path}/{enrichmentId}/discard`, `${path}/${enrichmentId}/discard`, undefined, 200],
    ['post', `${path}/{enrichmentId}/undo`, `${path}/${enrichmentId}/undo`, undefined, 200],
    ['post', `${path}/{enrichmentId}/undo`, `${path}/unknown-id/undo`, undefined, 404],
    ['post', bulkPath, bulkPath, bulkRequest, 202],
    ['post', bulkPath, bulkPath, { ...bulkRequest, selection: { kind: 'list' } }, 400],
    ['get', bulkPath, bulkPath, undefined, 200],
    ['get', `${bulkPath}/{bulkId}`, `${bulkPath}/${bulkFor().id}`, undefined, 200],
    ['post', `${bulkPath}/{bulkId}/undo`, `${bulkPath}/${bulkFor().id}/undo`, undefined, 202],
    ['get', '/api/v1/queue', '/api/v1/queue', undefined, 200],
    ['get', '/api/v1/queue', '/api/v1/queue?limit=201', undefined, 400],
  ])('tells the truth of %s %s (%s, body %j): %i', async (method, template, url, body, status) => {
    const server = await startTestServer({ bulk });
    const response = await (method === 'get' ? server.api(url) : server.post(url, body));
    expect(response.status).toBe(status);
    const type = response.headers.get('content-type')?.split(';')[0] ?? '';
    const documented = description.paths[template]?.[method]?.responses[status]?.content[type];
    expect(documented, `${status} ${type}`).toBeDefined();
    const validate = validator(documented?.schema ?? {});
    validate(await response.json());
    expect(validate.errors ?? []).toEqual([]);
  });

  it('tells the truth of 202', async () => {
    const server = await startTestServer();
    const { answer, run } = await server.begin({ query: '?waitMs=0' });
    run.progress({});
    const response = await answer;
    const documented =
      description.paths[path]?.post?.responses['202']?.content['application/json']?.schema;
    expect(validator(documented ?? {})(await response.json())).toBe(true);
    run.finish();
  });

  it('tells the truth of 401', async () => {
    const server = await startTestServer();
    const response = await fetch(server.url + path);
    const documented =
      description.paths[path]?.get?.responses['401']?.content['application/problem+json']?.schema;
    expect(validator(documented ?? {})(await response.json())).toBe(true);
  });
});
