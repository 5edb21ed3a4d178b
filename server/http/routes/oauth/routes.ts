/** Installing and connecting in a browser: to the CRM's consent page and back. */
import type { Request, Response } from 'express';
import { z } from 'zod';
import { type ConnectableCrm, connectRequest } from '../../../../shared/contract/integrations.ts';
import type { Consent } from '../../../connections/service.ts';
import type { AppDependencies } from '../../dependencies.ts';
import { browserOf, rememberBrowser } from '../../pages/browser-cookie.ts';
import { connectedPage, ticketPage } from '../../pages/connect-pages.ts';
import type { Route } from '../../route.ts';
import { pageRoute } from './page-route.ts';

type Edge = Pick<AppDependencies, 'connections' | 'config'>;

const [hubspotRequest, salesforceRequest] = connectRequest.options;
const text = (longest: number) => z.string().max(longest);

/** CRMs add what they like to the address they send a browser back to. */
const callbackQuery = z.object({
  code: text(4_096).optional(),
  state: text(100).optional(),
  error: text(200).optional(),
  error_description: text(2_000).optional(),
});
const ticketQuery = z.strictObject({ ticket: text(100) });

export function oauthRoutes(edge: Edge): Route[] {
  const { connections, config } = edge;
  const browser = (request: Request) => browserOf(request, config.publicBaseUrl);
  const away = (response: Response, consent: Consent) => {
    rememberBrowser(response, config.publicBaseUrl, consent);
    return { redirectTo: consent.redirectTo };
  };
  return [
    pageRoute({
      path: '/oauth/hubspot/start',
      operationId: 'startHubSpotInstall',
      summary: 'Begin installing in a HubSpot account',
      query: hubspotRequest.omit({ crm: true }),
      answer: async (query, request, response) =>
        away(response, await connections.begin({ ...query, crm: 'hubspot' }, browser(request))),
    }),
    pageRoute({
      path: '/oauth/salesforce/start',
      operationId: 'startSalesforceConnect',
      summary: 'Begin connecting a Salesforce org',
      query: salesforceRequest.omit({ crm: true }),
      answer: async (query, request, response) =>
        away(response, await connections.begin({ ...query, crm: 'salesforce' }, browser(request))),
    }),
    callbackRoute(edge, 'hubspot', 'finishHubSpotInstall'),
    callbackRoute(edge, 'salesforce', 'finishSalesforceConnect'),
    pageRoute({
      path: '/oauth/connect',
      operationId: 'showConnectRequest',
      summary: 'Show for which organisation an account is about to be connected',
      query: ticketQuery,
      answer: async ({ ticket }) => ({
        page: ticketPage(await connections.ticketDetails(ticket), ticket),
      }),
    }),
    pageRoute({
      path: '/oauth/connect/continue',
      operationId: 'followConnectRequest',
      summary: 'Begin the consent that an organisation asked for',
      query: ticketQuery,
      answer: async ({ ticket }, request, response) =>
        away(response, await connections.beginWithTicket(ticket, browser(request))),
    }),
  ];
}

function callbackRoute({ connections, config }: Edge, crm: ConnectableCrm, operationId: string) {
  return pageRoute({
    path: `/oauth/${crm}/callback`,
    operationId,
    summary: `Where ${crm === 'hubspot' ? 'HubSpot' : 'Salesforce'} sends the browser back to`,
    query: callbackQuery,
    answer: async (query, request) => ({
      page: connectedPage(
        await connections.finish({
          crm,
          code: query.code ?? null,
          state: query.state ?? null,
          error: query.error ?? null,
          errorDescription: query.error_description ?? null,
          browser: browserOf(request, config.publicBaseUrl),
        }),
      ),
    }),
  });
}
