/** The stand-in's own controls, under a path HubSpot does not have. */
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { faultOrder } from '../gate/faults.ts';
import { objectTypes } from '../portal/object-types.ts';
import type { Portal } from '../portal/portal.ts';
import { iso } from '../portal/render.ts';
import type { StandinState } from '../state.ts';
import type { WireAnswer, WireRequest } from './dispatch.ts';

export const adminPrefix = '/__standin/';

/** Answers a call to the controls; only for callers on this machine that are not web pages. */
export function administer(
  state: StandinState,
  request: WireRequest,
  remoteAddress: string | undefined,
): WireAnswer {
  if (!isLocal(request.headers, remoteAddress)) {
    return answer(403, { error: 'The controls answer only to programs on this machine.' });
  }
  switch (`${request.method} ${request.url.pathname}`) {
    case `GET ${adminPrefix}requests`:
      return answer(200, { requests: state.log.entries() });
    case `GET ${adminPrefix}state`:
      return answer(200, { portals: state.portals().map(describe) });
    case `POST ${adminPrefix}reset`:
      state.reset();
      return answer(204);
    case `POST ${adminPrefix}faults`:
      return orderFaults(state, request.body);
    default:
      return answer(404, { error: 'There is no such control.' });
  }
}

function orderFaults(state: StandinState, raw: Buffer): WireAnswer {
  let body: unknown;
  try {
    body = JSON.parse(raw.toString('utf8'));
  } catch {
    return answer(400, { error: 'The body is not JSON.' });
  }
  const order = faultOrder.safeParse(body);
  if (!order.success) return answer(400, { error: z.prettifyError(order.error) });
  if (order.data.clear) state.faults.clear();
  if (order.data.latencyMs !== undefined) state.latencyMs = order.data.latencyMs;
  state.faults.add(...(order.data.faults ?? []));
  return answer(200, { latencyMs: state.latencyMs, pending: state.faults.pending() });
}

/** A portal with all values and links, for a person or a test to look at. */
function describe(portal: Portal): Record<string, unknown> {
  const records = objectTypes.map(({ type }) => [
    type,
    portal.records.all(type).map((record) => ({
      id: record.id,
      archived: record.archivedAt !== null,
      updatedAt: iso(record.updatedAt),
      properties: Object.fromEntries(record.values),
      associations: portal.associations.neighbours(record).map((to) => ({
        ...to,
        typeIds: portal.associations.typeIds(record, to),
      })),
    })),
  ]);
  const customProperties = objectTypes.map(({ type }) => [
    type,
    portal.properties
      .list(type)
      .filter(({ hubspotDefined }) => !hubspotDefined)
      .map(({ name }) => name),
  ]);
  return {
    portalId: portal.id,
    records: Object.fromEntries(records),
    customProperties: Object.fromEntries(customProperties),
    completedCallbacks: Object.fromEntries(portal.callbacks.completed),
  };
}

/** A web page that resolves its own name to this machine must not get at the controls. */
function isLocal(headers: IncomingHttpHeaders, remoteAddress: string | undefined): boolean {
  const host = (headers.host ?? '').replace(/:\d+$/, '');
  return (
    /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(remoteAddress ?? '') &&
    ['127.0.0.1', 'localhost', '[::1]'].includes(host) &&
    headers.origin === undefined
  );
}

function answer(status: number, body?: unknown): WireAnswer {
  return { status, body, headers: {} };
}
