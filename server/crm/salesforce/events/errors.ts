/**
 * What the Pub/Sub API refuses, as the connector's errors. Its own code counts before gRPC's status.
 * https://developer.salesforce.com/docs/platform/pub-sub-api/guide/handling-errors.html
 */
import { status as grpcStatus, type Metadata, type ServiceError } from '@grpc/grpc-js';
import { table } from '../../../../shared/table.ts';
import { CrmError, type CrmErrorKind, isCrmError } from '../../errors.ts';

/** The place in a stream is too old, or Salesforce never had it: reading begins anew. */
export class ReplayIdRefused extends CrmError {}

const codeRoot = 'sfdc.platform.eventbus.grpc.';
/** An hour: deliveries are counted over the last 24 hours, so some are free again before that. */
const usedUpPauseMs = 3_600_000;

const kindByCode = table<CrmErrorKind | 'replay-id'>({
  'service.auth.error': 'needs_reauthorisation',
  'service.auth.headers.invalid': 'needs_reauthorisation',
  'service.auth.refresh.invalid': 'needs_reauthorisation',
  'service.unavailable': 'transient',
  'concurrent.client.limit.exceeded': 'rate_limited',
  'subscription.limit.exceeded': 'rate_limited',
  'subscription.fetch.replayid.corrupted': 'replay-id',
  'subscription.fetch.replayid.validation.failed': 'replay-id',
});

const kindByStatus: Readonly<Partial<Record<grpcStatus, CrmErrorKind>>> = {
  [grpcStatus.UNAUTHENTICATED]: 'needs_reauthorisation',
  [grpcStatus.NOT_FOUND]: 'not_found',
  [grpcStatus.PERMISSION_DENIED]: 'missing_scope',
  [grpcStatus.RESOURCE_EXHAUSTED]: 'rate_limited',
  [grpcStatus.INVALID_ARGUMENT]: 'unexpected',
  [grpcStatus.UNIMPLEMENTED]: 'unexpected',
};

/**
 * The typed error for a call that failed or a stream that broke off.
 * @param object whose changes are listened to, as administrators call it
 */
export function pubSubError(failure: unknown, object: string): CrmError {
  if (isCrmError(failure)) return failure;
  if (!isServiceError(failure)) {
    return new CrmError('unexpected', 'oppSpot cannot read what Salesforce tells of changes.', {
      crmStatus: null,
      cause: failure,
    });
  }
  const code = codeOf(failure.metadata);
  const kind = kindByCode[code] ?? kindByStatus[failure.code] ?? 'transient';
  const details = {
    crmStatus: null,
    correlationId: /rpcId: ?([\w-]+)/.exec(failure.details)?.[1] ?? null,
    retryAfterMs: code === 'subscription.limit.exceeded' ? usedUpPauseMs : null,
    cause: failure,
  };
  if (kind === 'replay-id') {
    const message = 'Salesforce no longer knows how far oppSpot had read its changes.';
    return new ReplayIdRefused('validation', message, details);
  }
  return new CrmError(kind, sentence(kind, code, object), details);
}

/** Where a topic is there, but not to be listened to. */
export function mayNotListen(object: string): CrmError {
  return new CrmError('missing_scope', sentence('missing_scope', '', object), { crmStatus: null });
}

function sentence(kind: CrmErrorKind, code: string, object: string): string {
  switch (kind) {
    case 'not_found':
      return `Salesforce does not tell oppSpot of changes to ${object} records. An administrator has to select ${object} under Change Data Capture in Salesforce Setup; some editions do not have it.`;
    case 'missing_scope':
      return `Salesforce does not let the connected user hear of changes to ${object} records. An administrator has to grant that user View All Records for ${object}, then oppSpot listens within the hour.`;
    case 'rate_limited':
      return code === 'subscription.limit.exceeded'
        ? 'The Salesforce org has used up its event deliveries of the last 24 hours. oppSpot listens again by itself when some are free.'
        : 'Too many programs listen to this Salesforce org at once. oppSpot tries again by itself.';
    case 'needs_reauthorisation':
      return 'Salesforce no longer accepts this connection. An administrator has to connect Salesforce again.';
    case 'transient':
      return 'Salesforce’s events cannot be reached at the moment. oppSpot tries again by itself.';
    default:
      return `Salesforce refuses to tell oppSpot of changes to ${object} records in a way we do not know. Tell support if it stays.`;
  }
}

function codeOf(metadata: Metadata | undefined): string {
  const code = String(metadata?.get('error-code')[0] ?? '');
  return code.startsWith(codeRoot) ? code.slice(codeRoot.length) : code;
}

function isServiceError(failure: unknown): failure is ServiceError {
  return failure instanceof Error && 'code' in failure && typeof failure.code === 'number';
}
