/** One description per route: what it takes, what it does, what it answers. Mounted and documented from it. */
import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { ZodOpenApiOperationObject } from 'zod-openapi';
import type { AppError } from '../errors.ts';
import { HttpError, type InputFault } from './problem/http-error.ts';

type ObjectSchema = z.ZodObject;

interface Input<Path, Query, Body> {
  readonly path: Path;
  readonly query: Query;
  readonly body: Body;
}

/**
 * Who may call: anybody; anybody's browser, which is shown pages; the bearer of an API token; HubSpot, which signs what cards and the
 * settings page ask (v3), what workflows ask (v3 or v2) and what webhooks tell (v3 or v1); or our package
 * in a Salesforce org, which signs with the org's keys.
 */
export type RouteSecurity =
  | 'none'
  | 'browser'
  | 'bearer'
  | 'hubspot-card'
  | 'hubspot-workflow'
  | 'hubspot-webhook'
  | 'salesforce';

/** A route as the app mounts it and the API description prints it. */
export interface Route {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** With `{name}` for path parameters. */
  readonly path: string;
  readonly security: RouteSecurity;
  /** Of bearers: `admin` refuses whoever may not change the organisation's connections. */
  readonly access?: 'admin';
  readonly documentation: RouteDocumentation;
  readonly inputs: {
    readonly path: ObjectSchema;
    readonly query: ObjectSchema;
    readonly body: z.ZodType | null;
  };
  readonly handler: RequestHandler;
}

interface RouteDocumentation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly tag: string;
  /** Answers other than problems. */
  readonly responses: ZodOpenApiOperationObject['responses'];
  /** Statuses of the problems it can answer with, besides those every route shares. */
  readonly problems: readonly number[];
  /** Headers it reads. */
  readonly headers?: ObjectSchema;
}

interface RouteDefinition<P extends ObjectSchema, Q extends ObjectSchema, B extends z.ZodType>
  extends Pick<Route, 'method' | 'path' | 'security' | 'access' | 'documentation'> {
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** The refusal of a body that its schema does not accept, where it is another than `invalid_request`. */
  readonly invalidBody?: (error: z.ZodError) => AppError;
  readonly handle: (
    input: Input<z.output<P>, z.output<Q>, z.output<B>>,
    request: Request,
    response: Response,
  ) => Promise<void> | void;
}

type NoKeys = z.ZodObject<Record<never, never>, z.core.$strict>;
const noKeys: NoKeys = z.strictObject({});
/** A client library may send `{}` where no body is asked for. */
const noBody = noKeys.optional();

/**
 * A route whose handler sees only input that its schemas accept. All faults are reported at once, and
 * what no schema names is refused.
 */
export function defineRoute<
  P extends ObjectSchema = NoKeys,
  Q extends ObjectSchema = NoKeys,
  B extends z.ZodType = typeof noBody,
>(definition: RouteDefinition<P, Q, B>): Route {
  const { method, path, security, access, documentation, handle } = definition;
  const schemas = {
    path: definition.params ?? noKeys,
    query: definition.query ?? noKeys,
    body: definition.body ?? noBody,
  };
  return {
    method,
    path,
    security,
    ...(access && { access }),
    documentation,
    inputs: { ...schemas, body: definition.body ?? null },
    handler: async function routeHandler(request, response) {
      const parts = {
        path: schemas.path.safeParse(request.params),
        query: schemas.query.safeParse(request.query),
        body: schemas.body.safeParse(request.body),
      };
      if (definition.invalidBody && parts.body.error) {
        throw definition.invalidBody(parts.body.error);
      }
      const faults = [
        ...faultsOf('path', parts.path.error),
        ...faultsOf('query', parts.query.error),
        ...faultsOf('body', parts.body.error),
      ];
      if (faults.length > 0) throw invalidRequest(faults);
      // The generic defaults stand for exactly the schemas that were parsed with above.
      const input = {
        path: parts.path.data,
        query: parts.query.data,
        body: parts.body.data,
      } as Input<z.output<P>, z.output<Q>, z.output<B>>;
      await handle(input, request, response);
    },
  };
}

const maxFaults = 20;
const maxMessageLength = 200;

function faultsOf(part: InputFault['in'], error: z.ZodError | undefined): InputFault[] {
  return (error?.issues ?? []).slice(0, maxFaults).map((issue) => ({
    in: part,
    field: issue.path.length > 0 ? issue.path.join('.') : null,
    message: issue.message.slice(0, maxMessageLength),
  }));
}

function invalidRequest(faults: readonly InputFault[]): HttpError {
  const named = faults.flatMap(({ field }) => (field === null ? [] : [field]));
  return new HttpError(
    named.length > 0
      ? `The request is not valid: see ${[...new Set(named)].join(', ')}.`
      : 'The request is not valid: see the errors.',
    { code: 'invalid_request', status: 400, faults },
  );
}
