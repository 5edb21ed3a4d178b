import type { Server } from 'node:http';
import { createStandinServer, type WireAnswer } from '../../standin/server.ts';
import type { StatusFault } from '../gate/faults.ts';
import { rateLimited } from '../gate/limiter.ts';
import type { StandinState } from '../state.ts';
import { controls } from './admin.ts';
import { createDispatch, refusal } from './dispatch.ts';
import { HubSpotError } from './errors.ts';

/**
 * The stand-in's HTTP side, with HubSpot's words.
 * @param stopped aborts waits when the stand-in closes
 */
export function createHubSpotServer(state: StandinState, stopped: AbortSignal): Server {
  const refuse = (error: unknown, headers: Record<string, string> = {}) =>
    refusal(error, headers, state.correlationId());
  const api = {
    controls: controls(state),
    dispatch: createDispatch(state),
    tooLarge: (size: number) =>
      refuse(
        new HubSpotError(413, {
          message: `The request body has ${size} bytes; at most ${state.limits.maxBodyBytes} are allowed.`,
          category: 'VALIDATION_ERROR',
        }),
      ),
    faultAnswer(fault: StatusFault): WireAnswer {
      const headers: Record<string, string> =
        fault.retryAfter === undefined ? {} : { 'Retry-After': String(fault.retryAfter) };
      const error =
        fault.status === 429
          ? rateLimited(fault.policyName ?? 'TEN_SECONDLY_ROLLING')
          : new HubSpotError(fault.status, faultEnvelope(fault.status, fault.message));
      return refuse(error, headers);
    },
    failure: (error: unknown) => refuse(error),
    malformed: '{"results":[{"id":',
  };
  return createStandinServer(state, api, stopped);
}

function faultEnvelope(status: number, message: string | undefined) {
  switch (status) {
    case 401:
      return {
        message: message ?? 'The OAuth token used to make this call expired 1 second(s) ago.',
        category: 'EXPIRED_AUTHENTICATION',
      };
    case 423:
      return {
        message: message ?? 'The resource is locked. Wait at least 2 seconds.',
        category: 'LOCKED',
      };
    case 477:
      return {
        message: message ?? 'The account is being migrated between data centres.',
        category: 'MIGRATION_IN_PROGRESS',
      };
    default:
      return { message: message ?? 'internal error', category: 'INTERNAL_ERROR' };
  }
}
