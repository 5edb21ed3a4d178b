/** A stand-in's own controls, under a path no CRM has. */
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import type { Fault, StatusFault } from './faults.ts';
import type { ServedState, WireAnswer, WireRequest } from './server.ts';

export const adminPrefix = '/__standin/';

/** What `POST /__standin/faults` takes. */
interface FaultOrder<Status extends StatusFault> {
  readonly clear?: boolean | undefined;
  readonly latencyMs?: number | undefined;
  readonly faults?: readonly Fault<Status>[] | undefined;
}

export interface Controls<Status extends StatusFault> {
  readonly faultOrder: z.ZodType<FaultOrder<Status>>;
  /** Everything the stand-in holds, for a person or a test to look at. */
  describe(): unknown;
  /** What else may be ordered, by path after the prefix; each throws a ZodError for a wrong body. */
  readonly orders?: ReadonlyMap<string, (body: unknown) => unknown>;
}

/** Answers a call to the controls; only for callers on this machine that are not web pages. */
export function administer<Noted extends object, Status extends StatusFault>(
  state: ServedState<Noted, Status>,
  controls: Controls<Status>,
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
      return answer(200, controls.describe());
    case `POST ${adminPrefix}reset`:
      state.reset();
      return answer(204);
    case `POST ${adminPrefix}faults`:
      return orderFaults(state, controls, request.body);
    default:
      return order(controls, request);
  }
}

function order<Status extends StatusFault>(
  { orders }: Controls<Status>,
  { method, url, body: raw }: WireRequest,
): WireAnswer {
  const carryOut =
    method === 'POST' ? orders?.get(url.pathname.slice(adminPrefix.length)) : undefined;
  if (!carryOut) return answer(404, { error: 'There is no such control.' });
  let body: unknown;
  try {
    body = JSON.parse(raw.toString('utf8'));
  } catch {
    return answer(400, { error: 'The body is not JSON.' });
  }
  try {
    return answer(200, carryOut(body));
  } catch (error) {
    if (error instanceof z.ZodError) return answer(400, { error: z.prettifyError(error) });
    throw error;
  }
}

function orderFaults<Noted extends object, Status extends StatusFault>(
  state: ServedState<Noted, Status>,
  { faultOrder }: Controls<Status>,
  raw: Buffer,
): WireAnswer {
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
