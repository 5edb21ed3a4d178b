/** The company facts that a tenant's mappings take out of fields of the CRM. */
import { applyTransforms, type MappedValue, readNumber } from '../../shared/mapping/apply.ts';
import { readableFacts } from '../../shared/mapping/readable.ts';
import { sameValue } from '../../shared/plan/build.ts';
import type { CrmValue } from '../../shared/plan/plan.ts';
import type { CrmCompany, CrmRecord } from '../crm/connector.ts';
import type { FieldMapping } from '../store/field-mappings.ts';

type Reading = Pick<
  FieldMapping,
  'oppspotField' | 'crmField' | 'direction' | 'shape' | 'transforms'
>;

/**
 * The record with the values that stand in the mapped fields as its company's facts: they are what is
 * looked for, shown as evidence and scored. A blank field leaves the fact that the connector read, and
 * so does a value in which oppSpot would only find its own work confirmed.
 * @param lastWritten what we wrote last, by CRM field
 */
export function withReadFacts(
  record: CrmRecord,
  readings: readonly Reading[],
  lastWritten: Readonly<Record<string, CrmValue>>,
): CrmRecord {
  const before: CrmCompany = record.company ?? nothing;
  const facts = readings.flatMap((reading): [keyof CrmCompany, string | number][] => {
    const fact = readableFacts[reading.oppspotField];
    const current = record.values[reading.crmField];
    if (!fact || current === undefined || isOurs(reading, current, lastWritten)) return [];
    const value = factOf(reading, current, before);
    if (value === null) return [];
    if (fact !== 'employees') return [[fact, String(value).trim()]];
    const count = readNumber(value);
    return count !== null && Number.isInteger(count) && count >= 0 ? [[fact, count]] : [];
  });
  if (facts.length === 0) return record;
  return { ...record, company: { ...before, ...Object.fromEntries(facts) } };
}

const nothing: CrmCompany = {
  id: null,
  name: null,
  domain: null,
  country: null,
  city: null,
  postcode: null,
  industry: null,
  employees: null,
  annualRevenue: null,
  registrationNumber: null,
};

function isOurs(
  { crmField }: Reading,
  current: CrmValue,
  lastWritten: Readonly<Record<string, CrmValue>>,
): boolean {
  const ours = lastWritten[crmField];
  return ours !== undefined && sameValue(current, ours);
}

/** Steps of a mapping that also writes are the way out, not the way in. */
function factOf(reading: Reading, current: CrmValue, company: CrmCompany): MappedValue {
  const value = inWords(reading, current);
  if (reading.direction !== 'read') return value;
  const others = Object.entries(readableFacts).map(([field, fact]): [string, MappedValue] => [
    field,
    company[fact],
  ]);
  const applied = applyTransforms(value, reading.transforms, new Map(others));
  return applied.ok ? applied.value : null;
}

/** A choice by its label, as people read it. */
function inWords({ shape }: Reading, current: CrmValue): MappedValue {
  if (typeof current === 'boolean') return String(current);
  if (typeof current !== 'string') return current;
  if (current.trim() === '') return null;
  const options = shape?.options ?? [];
  const labelOf = (value: string) => options.find((one) => one.value === value)?.label ?? value;
  return shape?.type === 'multi-choice'
    ? current.split(';').map(labelOf).join(', ')
    : labelOf(current);
}
