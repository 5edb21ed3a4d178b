/** Finishing workflow actions that answered BLOCK. */

import { param } from '../../standin/paths.ts';
import type { Answer, Call, Route } from '../http/call.ts';
import { object, requireText } from '../http/input.ts';
import { inputsOf } from './batch.ts';

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
  call.portal.callbacks.complete([
    {
      id: param(call, 'id'),
      outputFields: object(object(call.body).outputFields ?? {}, 'outputFields'),
    },
  ]);
  return { status: 204 };
}

function completeMany(call: Call): Answer {
  call.portal.callbacks.complete(
    inputsOf(call, object(call.body)).map((input) => ({
      id: requireText(input, 'callbackId')[0] ?? '',
      outputFields: object(input.outputFields ?? {}, 'outputFields'),
    })),
  );
  return { status: 204 };
}
