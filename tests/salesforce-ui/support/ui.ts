/** The pages over the world's org, with a product that answers what a test says. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import {
  campaignObjects,
  mailObjects,
  permissionObjects,
} from '../../sandbox/salesforce/catalogue/optional.ts';
import { type SalesforceStandin, startSalesforceStandin } from '../../sandbox/salesforce/index.ts';
import type { ComponentsBuild } from '../../sandbox/salesforce-ui/build/components-build.ts';
import type { ApexReply, ComponentsView, UiUser } from '../../sandbox/salesforce-ui/contract.ts';
import {
  type SalesforceUiOptions,
  startSalesforceUi,
} from '../../sandbox/salesforce-ui/server/ui-server.ts';
import { salesforceId } from '../../sandbox/world/crm/salesforce-ids.ts';
import { world as createWorld, salesforceRecordsToTry } from '../../sandbox/world/world.ts';

/** Contacts of the world with an account and a score to come. */
export const heroId = salesforceId('contact', '1001');
export const leadId = salesforceId('lead', '4001');

export const rep: UiUser = {
  id: salesforceId('user', '71002'),
  name: 'Tariq Osei',
  role: 'sales rep',
  permissionSets: ['OppSpot_User'],
};
export const admin: UiUser = {
  id: salesforceId('user', '71001'),
  name: 'Imogen Vale',
  role: 'administrator',
  permissionSets: ['OppSpot_Admin_User'],
};
/** Has none of our permission sets, and a profile that hides leads. */
export const outsider: UiUser = {
  id: salesforceId('user', '71004'),
  name: 'Mats Holm',
  role: 'without oppSpot',
  permissionSets: [],
  permissions: { objects: { Lead: [], Task: ['read'] } },
};

export const keys = {
  apiKey: 'ak_test.secret-of-the-test',
  signingKey: Buffer.alloc(32, 7).toString('base64'),
} as const;

export interface AskedOfProduct {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: Record<string, unknown>;
}

export interface Product {
  readonly url: string;
  readonly asked: AskedOfProduct[];
}

/** A server in the product's place. It answers everything with `{ok: true, data: {}}` unless told otherwise. */
export async function startProduct(
  answer: (asked: AskedOfProduct, response: ServerResponse) => void = (_asked, response) =>
    response.end('{"ok":true,"data":{}}'),
): Promise<Product> {
  const asked: AskedOfProduct[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const one = {
      path: request.url ?? '',
      headers: request.headers,
      text: body,
      body: JSON.parse(body),
    };
    asked.push(one);
    answer(one, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

/** The org of the sandbox's world. */
async function startOrg(): Promise<SalesforceStandin> {
  const salesforce = await startSalesforceStandin({
    objects: [...mailObjects, ...campaignObjects, ...permissionObjects],
    seed: createWorld(new Date()).salesforce,
  });
  onTestFinished(() => salesforce.close());
  return salesforce;
}

export interface OpenUi {
  readonly url: string;
  readonly salesforce: SalesforceStandin;
  /** A call of a component, by a user; the first one when absent. */
  apex(target: string, parameters?: object, user?: UiUser): Promise<ApexReply>;
  /** What the method returned, parsed. Throws what was thrown. */
  answer(target: string, parameters?: object, user?: UiUser): Promise<Answer>;
  /** A request of the pages, by a user. */
  ask(path: string, init?: RequestInit, user?: UiUser): Promise<Response>;
}

export interface Answer {
  readonly ok: boolean;
  readonly data?: unknown;
  readonly error?: {
    readonly code: string;
    readonly message: string;
    readonly retryable: boolean;
    readonly retryAfterMs: number | null;
    readonly requestId: string;
  };
}

/** Closed when the test ends. */
export async function openUi(options: Partial<SalesforceUiOptions> = {}): Promise<OpenUi> {
  const salesforce = options.salesforce ?? (await startOrg());
  if (!options.salesforce) salesforce.setOrgKeys(keys);
  const ui = await startSalesforceUi({
    port: 0,
    salesforce,
    // Nobody listens there.
    appServer: 'http://127.0.0.1:9',
    users: [rep, admin, outsider],
    recordsToTry: salesforceRecordsToTry,
    ...options,
  });
  onTestFinished(() => ui.close());
  const ask = (path: string, init: RequestInit = {}, user?: UiUser) =>
    fetch(`${ui.url}${path}`, {
      ...init,
      headers: { ...init.headers, ...(user && { cookie: `sandbox-user=${user.id}` }) },
    });
  const apex = async (target: string, parameters: object = {}, user?: UiUser) => {
    const response = await ask(`/apex/${target}`, posted(parameters), user);
    return (await response.json()) as ApexReply;
  };
  return {
    url: ui.url,
    salesforce,
    ask,
    apex,
    async answer(target, parameters, user) {
      const reply = await apex(target, parameters, user);
      if ('returned' in reply) return JSON.parse(reply.returned) as Answer;
      throw new Error(reply.thrown);
    },
  };
}

export const posted = (body: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** How compiling ended, when it has. */
export async function compiled(
  build: ComponentsBuild,
): Promise<Exclude<ComponentsView, { readonly state: 'building' }>> {
  for (;;) {
    const view = build.view();
    if (view.state !== 'building') return view;
    await delay(50);
  }
}
