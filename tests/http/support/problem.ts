import { type ProblemDocument, problemDocument } from '../../../shared/contract/api.ts';

/** The problem a response carries; fails when it carries anything else. */
export async function problemOf(response: Response): Promise<ProblemDocument> {
  const type = response.headers.get('content-type') ?? '';
  if (!type.startsWith('application/problem+json')) throw new Error(`No problem but ${type}`);
  const document = problemDocument.parse(await response.json());
  if (document.status !== response.status) throw new Error('The statuses differ');
  if (document.requestId !== response.headers.get('x-request-id')) {
    throw new Error('The request ids differ');
  }
  return document;
}
