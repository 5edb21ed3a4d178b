import { defaultPolicy, writableFields } from '../../shared/fields/registry.ts';
import type { MappedField } from '../../shared/plan/build.ts';
import type { EntityObject } from '../crm/upsert/entity.ts';
import type { TenantContext } from '../sync/context.ts';

/** Fields that a sender's data has values for, by the object they stand on. */
const carried: Readonly<Record<EntityObject, ReadonlySet<string>>> = {
  contact: new Set(['company_name']),
  company: new Set(
    writableFields.map(({ name }) => name).filter((name) => name.startsWith('company_')),
  ),
};

/**
 * Where the tenant has the company's fields. By default research fills blanks only; a sender may also
 * correct what it sent before. What an admin decided for a field holds for both.
 */
export function mappingOf(context: TenantContext, object: EntityObject): MappedField[] {
  return context
    .mapping(object)
    .filter(({ oppspotField }) => carried[object].has(oppspotField))
    .map((field) => {
      const name = writableFields.find((one) => one.name === field.oppspotField)?.name;
      const isDecided =
        field.rules !== undefined || field.oppspotField in context.settings.fieldPolicies;
      const isDefault = name !== undefined && field.policy === defaultPolicy(name);
      return isDefault && !isDecided ? { ...field, policy: 'overwrite-if-ours' } : field;
    });
}
