/** Finishing workflow actions that answered BLOCK. */
import type { Answer, Call, Route } from '../http/call.ts';
import { param } from '../http/call.ts';
import { object, objects, requireText } from '../http/input.ts';

const scopes = () => ['automation'];

export const callbackRoutes: readonly Route[] = [
  {
    method: 'POST',
    pattern: '/automation/actions/callbacks/complete',
    scopes,
    handle: completeMany,
  },
  {
    method: 'POST',
    pattern: '/automation/actions/callbacks/:id/complete',
    scopes,
    handle: complete,
  },
];

function complete(call: Call): Answer {
  const fields = object(object(call.body).outputFields ?? {}, 'outputFields');
  call.portal.completedCallbacks.set(param(call, 'id'), fields);
  return { status: 204 };
}

function completeMany(call: Call): Answer {
  const inputs = objects(object(call.body), 'inputs').map((input) => ({
    id: requireText(input, 'callbackId')[0] ?? '',
    fields: object(input.outputFields ?? {}, 'outputFields'),
  }));
  for (const { id, fields } of inputs) call.portal.completedCallbacks.set(id, fields);
  return { status: 204 };
}
