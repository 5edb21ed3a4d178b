/** The routes of a running server, read from its own description: a new route is attacked by itself. */
import { z } from 'zod';

export type JsonSchema = Readonly<Record<string, unknown>>;

const parameter = z.object({
  in: z.enum(['path', 'query', 'header']),
  name: z.string(),
  required: z.boolean().default(false),
  schema: z.record(z.string(), z.unknown()),
});
const operation = z.object({
  operationId: z.string(),
  security: z.array(z.record(z.string(), z.unknown())),
  parameters: z.array(parameter).default([]),
  requestBody: z
    .object({
      content: z.object({
        'application/json': z.object({ schema: z.record(z.string(), z.unknown()) }),
      }),
    })
    .optional(),
});
const description = z.object({
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.object({ schemas: z.record(z.string(), z.record(z.string(), z.unknown())) }),
});

export type Scheme = 'none' | 'bearer' | 'hubspot-card' | 'hubspot-other' | 'salesforce';

export interface Operation {
  readonly id: string;
  /** In capitals. */
  readonly method: string;
  /** With `{name}` for parameters. */
  readonly path: string;
  readonly scheme: Scheme;
  readonly parameters: readonly z.output<typeof parameter>[];
  readonly body: JsonSchema | null;
}

export interface Description {
  readonly operations: readonly Operation[];
  /** What `#/components/schemas/…` points to. */
  readonly schemas: Readonly<Record<string, JsonSchema>>;
}

export async function describeServer(url: string): Promise<Description> {
  const response = await fetch(`${url}/openapi.json`);
  const { paths, components } = description.parse(await response.json());
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, found]) => ({
      id: found.operationId,
      method: method.toUpperCase(),
      path,
      scheme: schemeOf(path, found.security),
      parameters: found.parameters,
      body: found.requestBody?.content['application/json'].schema ?? null,
    })),
  );
  return { operations, schemas: components.schemas };
}

function schemeOf(path: string, security: readonly object[]): Scheme {
  const [first] = security.flatMap((alternative) => Object.keys(alternative));
  switch (first) {
    case undefined:
      return 'none';
    case 'bearer':
      return 'bearer';
    case 'salesforceSignature':
      return 'salesforce';
    case 'hubspotSignature':
      // HubSpot appends the caller to what a card or the settings page asks, and to nothing else.
      return /^\/hubspot\/(workflow-actions|webhooks)/.test(path)
        ? 'hubspot-other'
        : 'hubspot-card';
    default:
      throw new Error(`The suite cannot prove who it is by ${first}: teach it in operations.ts.`);
  }
}
