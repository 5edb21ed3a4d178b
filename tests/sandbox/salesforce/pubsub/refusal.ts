/**
 * How the Pub/Sub API says no: gRPC's status, and its own code in the trailers.
 * https://developer.salesforce.com/docs/platform/pub-sub-api/guide/handling-errors.html
 */
import { Metadata, type ServiceError, status } from '@grpc/grpc-js';

const refusals = {
  'service.auth.error': [status.UNAUTHENTICATED, 'Authentication exception occurred.'],
  'service.unavailable': [status.UNAVAILABLE, 'The Pub/Sub API service is unavailable.'],
  'topic.not.found': [
    status.NOT_FOUND,
    'The topic information was not found. Ensure the topic name is correct and that the topic exists.',
  ],
  'topic.access.denied': [status.PERMISSION_DENIED, 'You do not have access to the topic.'],
  'schema.not.found': [status.NOT_FOUND, 'The schema was not found.'],
  'subscription.limit.exceeded': [
    status.RESOURCE_EXHAUSTED,
    'You have exceeded the event delivery limit for your org.',
  ],
  'subscription.fetch.replayid.corrupted': [
    status.INVALID_ARGUMENT,
    'The Replay ID validation failed. Ensure that the Replay ID is valid.',
  ],
  'subscription.fetch.replayid.validation.failed': [
    status.INVALID_ARGUMENT,
    'The Replay ID is missing.',
  ],
  'subscription.fetch.requested.events.invalid': [
    status.INVALID_ARGUMENT,
    'The number of requested events must be positive.',
  ],
  'subscription.fetch.topic.mismatch': [
    status.INVALID_ARGUMENT,
    'The topic of a subscription cannot be changed.',
  ],
} as const;

export type RefusalCode = keyof typeof refusals;

export function refusal(code: RefusalCode, rpcId: string): Partial<ServiceError> & Error {
  const [grpcStatus, words] = refusals[code];
  const metadata = new Metadata();
  metadata.set('error-code', `sfdc.platform.eventbus.grpc.${code}`);
  metadata.set('rpc-id', rpcId);
  const details = `${words} rpcId: ${rpcId}`;
  return Object.assign(new Error(details), { code: grpcStatus, details, metadata });
}
