/** Refusals of the pages' own endpoints, as the pages show them. */
import type { ErrorRequestHandler } from 'express';
import { z } from 'zod';

/** A refusal with a sentence for the person at the page. */
export class PageError extends Error {
  override readonly name = 'PageError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export const refusals: ErrorRequestHandler = (error, _request, response, _next) => {
  const { status, message } = refusalOf(error);
  response.status(status).json({ message, field: null });
};

function refusalOf(error: unknown): { readonly status: number; readonly message: string } {
  if (error instanceof PageError) return error;
  if (error instanceof z.ZodError) return { status: 400, message: z.prettifyError(error) };
  // What body-parser and the router refuse carries a status of its own.
  const refused = z.object({ status: z.int().min(400).max(499) }).safeParse(error);
  if (refused.success) return { ...refused.data, message: 'Malformed request' };
  console.error(error);
  return { status: 500, message: 'The sandbox failed; its terminal says why.' };
}
