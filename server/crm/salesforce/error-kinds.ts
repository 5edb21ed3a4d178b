/** What each of Salesforce's codes means to the pipeline. */
import { table } from '../../../shared/table.ts';
import type { CrmErrorKind } from '../errors.ts';

/**
 * https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_concepts_core_data_objects.htm
 * Codes that are not here say that a value or a rule of the org stands in the way (of a row), or
 * that we asked for something that makes no sense (of a call).
 */
export const kindByCode = table<CrmErrorKind>({
  INVALID_SESSION_ID: 'needs_reauthorisation',
  INVALID_AUTH_HEADER: 'needs_reauthorisation',
  INVALID_GRANT: 'needs_reauthorisation',
  SESSION_EXPIRED: 'needs_reauthorisation',

  API_CURRENTLY_DISABLED: 'missing_scope',
  API_DISABLED_FOR_ORG: 'missing_scope',
  DELETE_NOT_ALLOWED: 'missing_scope',
  FUNCTIONALITY_NOT_ENABLED: 'missing_scope',
  INSUFFICIENT_ACCESS: 'missing_scope',
  INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: 'missing_scope',
  INSUFFICIENT_ACCESS_OR_READONLY: 'missing_scope',
  INSUFFICIENT_CREDENTIALS: 'missing_scope',
  INVALID_TYPE: 'missing_scope',
  LOGIN_DURING_RESTRICTED_DOMAIN: 'missing_scope',
  LOGIN_DURING_RESTRICTED_TIME: 'missing_scope',
  OAUTH_APP_ACCESS_DENIED: 'missing_scope',
  ORG_LOCKED: 'missing_scope',
  TXN_SECURITY_METERING_ERROR: 'missing_scope',

  REQUEST_LIMIT_EXCEEDED: 'rate_limited',

  ENTITY_IS_DELETED: 'not_found',
  INVALID_CROSS_REFERENCE_KEY: 'not_found',
  MALFORMED_ID: 'not_found',
  NOT_FOUND: 'not_found',

  CANNOT_UPDATE_CONVERTED_LEAD: 'conflict',
  DUPLICATE_EXTERNAL_ID: 'conflict',
  DUPLICATE_VALUE: 'conflict',
  DUPLICATES_DETECTED: 'conflict',

  COLLISION_DETECTED: 'transient',
  INVALID_QUERY_LOCATOR: 'transient',
  QUERY_TIMEOUT: 'transient',
  REQUEST_RUNNING_TOO_LONG: 'transient',
  SERVER_UNAVAILABLE: 'transient',
  UNABLE_TO_LOCK_ROW: 'transient',
  UNKNOWN_EXCEPTION: 'transient',

  CANNOT_EXECUTE_FLOW_TRIGGER: 'validation',
  CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY: 'validation',
  ENTITY_IS_LOCKED: 'validation',
  FIELD_CUSTOM_VALIDATION_EXCEPTION: 'validation',
  FIELD_FILTER_VALIDATION_EXCEPTION: 'validation',
  FIELD_INTEGRITY_EXCEPTION: 'validation',
  INACTIVE_OWNER_OR_USER: 'validation',
  INVALID_EMAIL_ADDRESS: 'validation',
  INVALID_FIELD: 'validation',
  INVALID_FIELD_FOR_INSERT_UPDATE: 'validation',
  INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST: 'validation',
  JSON_PARSER_ERROR: 'validation',
  NUMBER_OUTSIDE_VALID_RANGE: 'validation',
  REQUIRED_FIELD_MISSING: 'validation',
  STORAGE_LIMIT_EXCEEDED: 'validation',
  STRING_TOO_LONG: 'validation',
});

export const kindByStatus: Readonly<Record<number, CrmErrorKind>> = {
  300: 'conflict',
  401: 'needs_reauthorisation',
  403: 'missing_scope',
  404: 'not_found',
  // Salesforce answers 406 where a gateway in between lost the rest.
  406: 'transient',
  410: 'unexpected',
  420: 'transient',
  429: 'rate_limited',
};

/** The field itself is refused, not its value: it does not exist, is hidden or is read-only. */
export const fieldLevelCodes: ReadonlySet<string> = new Set([
  'INVALID_FIELD',
  'INVALID_FIELD_FOR_INSERT_UPDATE',
]);
