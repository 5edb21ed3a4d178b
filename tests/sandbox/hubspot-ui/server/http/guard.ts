/** Who may talk to the pages' server: the pages themselves. It signs what it is asked to sign. */
import type { Request, RequestHandler } from 'express';

/** Refuses requests that name another host (DNS rebinding) or come from another site's page. */
export const ownPagesOnly: RequestHandler = (request, response, next) => {
  const { localPort } = request.socket;
  const own = [`127.0.0.1:${localPort}`, `localhost:${localPort}`];
  const { host, origin } = request.headers;
  const hostIsOwn = host !== undefined && own.includes(host);
  const originIsOwn = origin === undefined || own.some((name) => origin === `http://${name}`);
  if (hostIsOwn && originIsOwn && isFromHere(request)) return next();
  response.status(403).json({ message: 'Only the pages of this server may ask it.', field: null });
};

/** A link from anywhere may open a page; nothing else may come from another site. */
function isFromHere({ headers, method }: Request): boolean {
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return true;
  return headers['sec-fetch-mode'] === 'navigate' && method === 'GET';
}

/** As strict as the cards' own surroundings: nothing from elsewhere, no frames around the page. */
const pagePolicy = [
  "default-src 'self'",
  "img-src 'self' data:",
  "style-src 'self' 'unsafe-inline'",
  "frame-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** A worker takes its policy from its own script's answer: it reaches its bundle and nothing else. */
export const workerPolicy = "default-src 'none'; script-src 'self'; connect-src 'none'";

export const securityHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    'Content-Security-Policy': pagePolicy,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  });
  next();
};
