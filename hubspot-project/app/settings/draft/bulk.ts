/** Which records are to be enriched, while a person chooses them. */
import type { CrmField } from '../../../../shared/contract/mappings.ts';
import type { BulkStart } from '../../../../shared/contract/settings.ts';
import type { Fault } from './faults.ts';
import type { MappedObject } from './mappings.ts';

type Filter = Extract<BulkStart['selection'], { kind: 'filter' }>;
export type Operator = Filter['conditions'][number]['operator'];

/** HubSpot's search takes no more. */
export const mostConditions = 5;

export interface ConditionDraft {
  /** HubSpot's name of the property; empty while none is chosen. */
  readonly field: string;
  readonly operator: Operator;
  readonly value: string;
}

export interface BulkDraft {
  readonly object: MappedObject;
  readonly which: 'all' | 'list' | 'conditions';
  readonly listId: string;
  readonly conditions: readonly ConditionDraft[];
}

export const noCondition: ConditionDraft = { field: '', operator: 'eq', value: '' };

export const emptyBulkDraft: BulkDraft = {
  object: 'contact',
  which: 'list',
  listId: '',
  conditions: [noCondition],
};

const equality: readonly Operator[] = ['eq', 'neq'];
const order: readonly Operator[] = ['gt', 'gte', 'lt', 'lte'];
const presence: readonly Operator[] = ['has', 'lacks'];

/** How a property can be compared; every way where its type is not known. */
export function operatorsFor(type: CrmField['type'] | null): readonly Operator[] {
  switch (type) {
    case 'text':
    case 'choice':
    case 'reference':
    case 'boolean':
      return [...equality, ...presence];
    case 'long-text':
    case 'multi-choice':
    case 'other':
      return presence;
    default:
      return [...equality, ...order, ...presence];
  }
}

export function takesValue(operator: Operator): boolean {
  return !presence.includes(operator);
}

/** With another property, whose type may not have the operator that was chosen. */
export function withField(
  condition: ConditionDraft,
  field: string,
  type: CrmField['type'] | null,
): ConditionDraft {
  const [first = 'has'] = operatorsFor(type);
  const isPossible = operatorsFor(type).includes(condition.operator);
  return { field, operator: isPossible ? condition.operator : first, value: '' };
}

/** What is missing before anything can be started, by the names of the inputs. */
export function bulkFaults({ which, listId, conditions }: BulkDraft): Fault[] {
  if (which === 'list' && !/^\d{1,20}$/.test(listId.trim())) {
    return [
      {
        field: 'bulk.listId',
        message: 'Enter the number at the end of the list’s address in HubSpot.',
      },
    ];
  }
  if (which !== 'conditions') return [];
  return conditions.flatMap(({ field, operator, value }, index): Fault[] => {
    const here = `bulk.conditions.${index}`;
    return [
      ...(field === '' ? [{ field: `${here}.field`, message: 'Choose a property.' }] : []),
      ...(takesValue(operator) && value.trim() === ''
        ? [{ field: `${here}.value`, message: 'Enter what to compare with.' }]
        : []),
    ];
  });
}

/** What is sent. Meaningful only for a draft without faults: see `bulkFaults`. */
export function toSelection({ which, listId, conditions }: BulkDraft): BulkStart['selection'] {
  if (which === 'list') return { kind: 'list', listId: listId.trim() };
  if (which === 'all') return { kind: 'filter', conditions: [] };
  return {
    kind: 'filter',
    conditions: conditions.map(({ field, operator, value }) =>
      operator === 'has' || operator === 'lacks'
        ? { field, operator }
        : { field, operator, value: value.trim() },
    ),
  };
}
