/** Refusals of the pages' own endpoints, as the pages show them. */
import type { ErrorRequestHandler } from 'express';
import { z } from 'zod';
import { HubSpotError } from '../../../hubspot/http/errors.ts';
import type { Refusal } from '../../contract.ts';
import { ProjectError } from '../project/files.ts';

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
  const { status, ...refusal } = refusalOf(error);
  if (response.headersSent) response.destroy();
  else response.status(status).json(refusal satisfies Refusal);
};

function refusalOf(error: unknown): Refusal & { readonly status: number } {
  if (error instanceof HubSpotError) {
    const [detail] = error.envelope.errors ?? [];
    return {
      status: error.status,
      message: detail?.message ?? error.message,
      field: detail?.context?.propertyName?.[0] ?? null,
    };
  }
  if (error instanceof z.ZodError) {
    return { status: 400, message: z.prettifyError(error), field: null };
  }
  if (error instanceof PageError)
    return { status: error.status, message: error.message, field: null };
  if (error instanceof ProjectError) return { status: 500, message: error.message, field: null };
  // What body-parser and the router refuse carries a status of its own.
  const status = z.object({ status: z.int().min(400).max(499) }).safeParse(error);
  if (status.success)
    return { status: status.data.status, message: 'Malformed request', field: null };
  console.error(error);
  return { status: 500, message: 'The sandbox failed; its terminal says why.', field: null };
}
