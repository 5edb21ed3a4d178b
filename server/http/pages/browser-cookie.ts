/** The secret of the browser that was sent to a consent page: only it may come back. */
import type { Request, Response } from 'express';

/** Bound to the host and to https where there is https: https://www.rfc-editor.org/rfc/rfc6265#section-4.1.3 */
function nameAt(publicBaseUrl: string): string {
  return publicBaseUrl.startsWith('https:') ? '__Host-oppspot-connect' : 'oppspot-connect';
}

export function browserOf(request: Request, publicBaseUrl: string): string | null {
  const name = nameAt(publicBaseUrl);
  const values = (request.get('cookie') ?? '').split(';').flatMap((pair) => {
    const [key, ...value] = pair.trim().split('=');
    return key === name ? [value.join('=')] : [];
  });
  // Two of one name: one was planted by another host of the domain.
  return values.length === 1 ? (values[0] ?? null) : null;
}

/** Lax, because the CRM sends the browser back from another site. */
export function rememberBrowser(
  response: Response,
  publicBaseUrl: string,
  { browser, expiresAt }: { readonly browser: string; readonly expiresAt: Date },
): void {
  response.cookie(nameAt(publicBaseUrl), browser, {
    httpOnly: true,
    secure: publicBaseUrl.startsWith('https:'),
    sameSite: 'lax',
    path: '/',
    expires: expiresAt,
  });
}
