/** What the API refuses before a model is asked. */
import { z } from 'zod';

const message = z.strictObject({
  role: z.enum(['developer', 'system', 'user', 'assistant']),
  content: z.string(),
});

const responseFormat = z.strictObject({
  type: z.literal('json_schema'),
  json_schema: z.strictObject({
    name: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
    description: z.string().optional(),
    strict: z.boolean(),
    schema: z.record(z.string(), z.unknown()),
  }),
});

/** The parameters of chat completions that make sense for a summary; no tools among them. */
export const chatRequest = z.strictObject({
  model: z.string().min(1),
  messages: z.array(message).min(1),
  response_format: responseFormat.optional(),
  max_completion_tokens: z.int().min(1).optional(),
  temperature: z.number().min(0).max(2).optional(),
  store: z.boolean().optional(),
});
export type ChatRequest = z.infer<typeof chatRequest>;

/**
 * What strict structured output demands of a schema: every object closed and every property required
 * (https://platform.openai.com/docs/guides/structured-outputs). The first violation, or null.
 */
export function strictSchemaFault(schema: unknown, path: readonly string[] = []): string | null {
  if (typeof schema !== 'object' || schema === null) return null;
  const node = schema as Record<string, unknown>;
  const at = `In context=(${path.map((part) => `'${part}'`).join(', ')})`;
  if (node.type === 'object') {
    if (node.additionalProperties !== false) {
      return `${at}, 'additionalProperties' is required to be supplied and to be false.`;
    }
    const properties = Object.keys((node.properties ?? {}) as object);
    const required = Array.isArray(node.required) ? node.required : [];
    const missing = properties.find((name) => !required.includes(name));
    if (missing !== undefined) {
      return `${at}, 'required' is required to be supplied and to be an array including every key in properties. Missing '${missing}'.`;
    }
  }
  for (const [key, value] of Object.entries(node)) {
    const fault = strictSchemaFault(value, [...path, key]);
    if (fault) return fault;
  }
  return null;
}
