/**
 * HubSpot-defined association types and their ids:
 * https://developers.hubspot.com/docs/api-reference/crm-associations-v4/guide#association-type-id-values
 */
import { validationError } from '../http/errors.ts';
import type { HubSpotObjectType } from '../seed.ts';

export interface AssociationType {
  readonly id: number;
  readonly from: HubSpotObjectType;
  readonly to: HubSpotObjectType;
  /** The type of the same link seen from the other end. */
  readonly inverse: number;
  readonly label: string | null;
  /** How `associations=` on a record names it. */
  readonly name: string;
  /** At most one of these per record and target type, held by the `one` end. */
  readonly primary: boolean;
}

type Row = readonly [
  id: number,
  inverse: number,
  from: HubSpotObjectType,
  to: HubSpotObjectType,
  name: string,
  inverseName: string,
  primary?: true,
];

const rows: readonly Row[] = [
  [
    279,
    280,
    'contacts',
    'companies',
    'contact_to_company_unlabeled',
    'company_to_contact_unlabeled',
  ],
  [1, 2, 'contacts', 'companies', 'contact_to_company', 'company_to_contact', true],
  [4, 3, 'contacts', 'deals', 'contact_to_deal', 'deal_to_contact'],
  [341, 342, 'deals', 'companies', 'deal_to_company_unlabeled', 'company_to_deal_unlabeled'],
  [5, 6, 'deals', 'companies', 'deal_to_company', 'company_to_deal', true],
  [204, 203, 'tasks', 'contacts', 'task_to_contact', 'contact_to_task'],
  [192, 191, 'tasks', 'companies', 'task_to_company', 'company_to_task'],
  [216, 215, 'tasks', 'deals', 'task_to_deal', 'deal_to_task'],
  [202, 201, 'notes', 'contacts', 'note_to_contact', 'contact_to_note'],
  [190, 189, 'notes', 'companies', 'note_to_company', 'company_to_note'],
  [214, 213, 'notes', 'deals', 'note_to_deal', 'deal_to_note'],
  [449, 449, 'contacts', 'contacts', 'contact_to_contact', 'contact_to_contact'],
  [450, 450, 'companies', 'companies', 'company_to_company', 'company_to_company'],
  [451, 451, 'deals', 'deals', 'deal_to_deal', 'deal_to_deal'],
];

const types: readonly AssociationType[] = rows.flatMap(
  ([id, inverse, from, to, name, inverseName, primary = false]) => {
    const label = primary ? 'Primary' : null;
    const there = { id, from, to, inverse, label, name, primary };
    if (id === inverse) return [there];
    return [
      there,
      { id: inverse, from: to, to: from, inverse: id, label, name: inverseName, primary },
    ];
  },
);

const byId = new Map(types.map((type) => [type.id, type]));

export function associationType(id: number): AssociationType {
  const type = byId.get(id);
  if (!type) throw new Error(`No association type ${id}`);
  return type;
}

/** The unlabelled type of a pair of objects; undefined when HubSpot links them not at all. */
export function defaultType(
  from: HubSpotObjectType,
  to: HubSpotObjectType,
): AssociationType | undefined {
  return types.find((type) => type.from === from && type.to === to && !type.primary);
}

export function primaryType(
  from: HubSpotObjectType,
  to: HubSpotObjectType,
): AssociationType | undefined {
  return types.find((type) => type.from === from && type.to === to && type.primary);
}

/**
 * The type a caller named. Throws HubSpot's 400 when it is not one of `from`, or not of the pair.
 * @param to undefined where the caller names the target only through the type
 */
export function requireType(
  from: HubSpotObjectType,
  to: HubSpotObjectType | undefined,
  category: unknown,
  id: unknown,
): AssociationType {
  const type = typeof id === 'number' || typeof id === 'string' ? byId.get(Number(id)) : undefined;
  const fits = type?.from === from && (to === undefined || type.to === to);
  if (category !== 'HUBSPOT_DEFINED' || !type || !fits) {
    const target = to ?? type?.to ?? 'any object';
    throw validationError(
      `${String(id)} is not a valid association type between ${from} and ${target}`,
      {
        subCategory: 'crm.associations.INVALID_ASSOCIATION_TYPE',
        context: { type: [String(id)], fromObjectType: [from], toObjectType: [target] },
      },
    );
  }
  return type;
}
