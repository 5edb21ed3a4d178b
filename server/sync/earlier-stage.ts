import { type StageName, stageName } from '../../shared/contract/v1.ts';
import { isBlank, outgoingValue, sameValue } from '../../shared/plan/build.ts';
import type { CrmRecord } from '../crm/connector.ts';
import type { TenantContext } from './context.ts';

/** The stage that we suggested last, however the tenant's mapping spells it in the CRM. */
export function earlierStage(
  { mapping, connector }: Pick<TenantContext, 'mapping' | 'connector'>,
  { ref, values }: Pick<CrmRecord, 'ref' | 'values'>,
): StageName | null {
  const field = mapping(ref.object).find(({ oppspotField }) => oppspotField === 'deal_stage');
  const current = field && values[field.crmField];
  if (!field || isBlank(current)) return null;
  const isSpeltSo = (stage: StageName): boolean => {
    const outgoing = outgoingValue(field, stage, new Map());
    if (!outgoing.ok || outgoing.isDefault) return false;
    const shape = field.rules?.shape ?? null;
    const encoded = connector.encode(ref.object, field.crmField, outgoing.value, shape);
    return encoded.ok && sameValue(encoded.value, current);
  };
  return stageName.options.find(isSpeltSo) ?? null;
}
