import type { z } from 'zod';
import type { ZodOpenApiResponsesObject } from 'zod-openapi';

/** The one answer of a route that is no problem. */
export function jsonAnswer(
  status: number,
  description: string,
  schema: z.ZodType,
): ZodOpenApiResponsesObject {
  return { [status]: { description, content: { 'application/json': { schema } } } };
}
