/** The page where an administrator lets an app in, at `/oauth/authorize` and `/oauth/<portal>/authorize`. */
import type { WireAnswer, WireRequest } from '../../standin/server.ts';
import type { StandinState } from '../state.ts';
import { consentPage, faultPage } from './page.ts';
import { type ConsentQuestion, readQuestion } from './request.ts';

const path = /^\/oauth\/(?:(\d+)\/)?authorize$/;
const headers = {
  'Cache-Control': 'no-store',
  // Not `form-action`: browsers hold the way back to the app against it.
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
};

export const isConsentPath = (pathname: string) => path.test(pathname);

export function answerConsent(standin: StandinState, request: WireRequest): WireAnswer {
  const { pathname, searchParams } = request.url;
  const question = readQuestion(standin, path.exec(pathname)?.[1], searchParams);
  if (typeof question === 'string') return { status: 400, page: faultPage(question), headers };
  if (request.method === 'GET') return { status: 200, page: consentPage(question), headers };
  if (request.method !== 'POST') return { status: 405, headers };
  return decide(standin, question, new URLSearchParams(request.body.toString('utf8')));
}

function decide(
  standin: StandinState,
  question: ConsentQuestion,
  answers: URLSearchParams,
): WireAnswer {
  if (answers.get('decision') !== 'connect') {
    return sendBack(standin, question, {
      error: 'access_denied',
      error_description: 'The user denied access to the requested scopes.',
    });
  }
  const portalId = Number(answers.get('portal'));
  if (!question.portalIds.includes(portalId)) {
    return { status: 400, page: faultPage('Choose an account.'), headers };
  }
  const chosen = answers.getAll('scope').filter((scope) => question.optional.includes(scope));
  const { client, redirectUri, required, challenge } = question;
  const code = standin.tokens.issueCode(
    {
      clientId: client.clientId,
      portalId,
      redirectUri,
      challenge,
      scopes: [...required, ...chosen],
    },
    standin.now().getTime(),
  );
  return sendBack(standin, question, { code });
}

function sendBack(
  { proxiedOrigins }: StandinState,
  { redirectUri, state }: ConsentQuestion,
  result: Readonly<Record<string, string>>,
): WireAnswer {
  const registered = new URL(redirectUri);
  const origin = proxiedOrigins.get(registered.origin) ?? registered.origin;
  const address = new URL(`${registered.pathname}${registered.search}`, origin);
  for (const [name, value] of Object.entries(result)) address.searchParams.set(name, value);
  if (state !== null) address.searchParams.set('state', state);
  return { status: 302, headers: { ...headers, Location: address.toString() } };
}
