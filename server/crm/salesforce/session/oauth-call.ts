import { exchange, type HttpAnswer } from '../transport.ts';

/**
 * Posts a form to one of Salesforce's OAuth endpoints, once.
 * @throws TimeoutError, or TypeError whose cause says why there is no answer
 */
export function postForm(
  loginUrl: string,
  path: `/services/oauth2/${string}`,
  form: Readonly<Record<string, string>>,
  timeoutMs: number,
): Promise<HttpAnswer> {
  return exchange(
    {
      url: new URL(path, loginUrl).href,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    },
    timeoutMs,
  );
}

/** The body as JSON; null when it is none. */
export function parsedBody({ body }: HttpAnswer): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/** Error and description, empty where there are none. */
export function refusalIn(content: unknown): { readonly error: string; readonly said: string } {
  const { error, error_description: said } =
    typeof content === 'object' && content !== null
      ? (content as { error?: unknown; error_description?: unknown })
      : {};
  return {
    error: typeof error === 'string' ? error : '',
    said: typeof said === 'string' ? said : '',
  };
}
