/** Rules of an org's administrators and of its database: unique values, duplicates, validation, locks. */
import type { ObjectType } from '../catalogue/index.ts';
import { type Problem, refuse, SalesforceError } from '../http/errors.ts';
import { meets } from '../soql/run.ts';
import type { Org } from './org.ts';
import type { StoredRecord } from './records.ts';
import { attributesOf } from './render.ts';
import type { DuplicateRule } from './settings.ts';
import type { WriteContext } from './write-rules.ts';

/** Throws DUPLICATE_VALUE when another live record has a unique field's value. */
export function requireUnique(org: Org, type: ObjectType, record: StoredRecord): void {
  for (const field of type.describe.fields.filter(({ unique }) => unique)) {
    const value = record.values.get(field.name);
    if (typeof value !== 'string') continue;
    const other = org.holders(type, field, value).find(({ id }) => id !== record.id);
    if (!other) continue;
    throw refuse(
      'DUPLICATE_VALUE',
      `duplicate value found: ${field.name} duplicates value on record with id: ${other.id.slice(0, 15)}`,
      [],
    );
  }
}

/** Throws every validation rule the record breaks. */
export function requireValid(org: Org, record: StoredRecord, { access }: WriteContext): void {
  const problems: Problem[] = org.validationRules
    .filter(({ object }) => object === record.type)
    .filter(({ errorWhen }) => meets(org, access, record, errorWhen))
    .map(({ message, errorField }) => ({
      code: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
      message,
      fields: errorField === undefined ? [] : [errorField],
    }));
  if (problems.length > 0) throw new SalesforceError(400, ...problems);
}

/** Throws DUPLICATES_DETECTED unless the rule lets the caller save and the caller asks for it. */
export function requireNoDuplicate(
  org: Org,
  record: StoredRecord,
  before: StoredRecord | undefined,
  { allowDuplicates, version }: WriteContext,
): void {
  for (const rule of org.duplicateRules.filter(({ object }) => object === record.type)) {
    const changed = rule.matchOn.some(
      (name) => record.values.get(name) !== before?.values.get(name),
    );
    if (!changed || (rule.allowSave && allowDuplicates)) continue;
    const found = org.records.all(record.type).filter((other) => isDuplicate(rule, record, other));
    if (found.length > 0) throw duplicates(rule, found, version);
  }
}

function isDuplicate({ matchOn }: DuplicateRule, record: StoredRecord, other: StoredRecord) {
  if (other.id === record.id || other.isDeleted) return false;
  return matchOn.every((name) => {
    const value = record.values.get(name);
    const theirs = other.values.get(name);
    return (
      value !== null &&
      value !== undefined &&
      String(value).toLowerCase() === String(theirs ?? '').toLowerCase()
    );
  });
}

function duplicates(
  rule: DuplicateRule,
  found: readonly StoredRecord[],
  version: string,
): SalesforceError {
  const message = rule.message ?? 'Use one of these records?';
  const matchRecords = found.map((record) => ({
    additionalInformation: [],
    fieldDiffs: [],
    matchConfidence: 100,
    record: { attributes: attributesOf(record, version), Id: record.id },
  }));
  const duplicateResult = {
    allowSave: rule.allowSave,
    duplicateRule: rule.name,
    duplicateRuleEntityType: rule.object,
    errorMessage: message,
    matchResults: [
      {
        entityType: rule.object,
        errors: [],
        matchEngine: 'ExactMatchEngine',
        matchRecords,
        rule: `${rule.name}_Match`,
        size: matchRecords.length,
        success: true,
      },
    ],
  };
  return new SalesforceError(400, {
    code: 'DUPLICATES_DETECTED',
    message,
    more: { duplicateResult },
  });
}

/** A write locks the record and the parents it hangs on. */
const lockingLookups = ['AccountId', 'OpportunityId', 'ContactId', 'WhoId', 'WhatId'];

/** Throws UNABLE_TO_LOCK_ROW while somebody else holds one of the rows. */
export function requireUnlocked(org: Org, record: StoredRecord): void {
  const parents = lockingLookups.map((name) => record.values.get(name));
  for (const id of [record.id, ...parents]) {
    if (typeof id !== 'string' || !org.locks.strikes(id)) continue;
    throw refuse(
      'UNABLE_TO_LOCK_ROW',
      `unable to obtain exclusive access to this record or 1 records: ${id}`,
      [],
    );
  }
}

/** Rows another transaction holds. */
export class RowLocks {
  readonly #left = new Map<string, number>();

  /** @param times how many writes meet the lock */
  hold(id: string, times: number): void {
    this.#left.set(id, times);
  }

  strikes(id: string): boolean {
    const left = this.#left.get(id) ?? 0;
    if (left > 0) this.#left.set(id, left - 1);
    return left > 0;
  }
}
