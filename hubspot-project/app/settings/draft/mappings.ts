/** Mappings while they are edited, each by its key. */
import type {
  FieldMapping,
  MappingsState,
  MappingsUpdate,
} from '../../../../shared/contract/mappings.ts';
import type { FieldPolicy } from '../../../../shared/plan/policy.ts';
import { sameValue } from './sections.ts';
import { type StepDraft, toStepDraft, toTransform } from './transforms.ts';

export type MappedObject = 'contact' | 'company';
export const mappedObjects: readonly MappedObject[] = ['company', 'contact'];

export type Direction = FieldMapping['direction'];

export interface MappingDraft {
  readonly object: FieldMapping['object'];
  readonly oppspotField: string;
  /** Null while none is chosen. */
  readonly crmField: string | null;
  readonly direction: Direction;
  /** Null follows the Fields tab. */
  readonly policy: FieldPolicy | null;
  readonly required: boolean;
  /** Empty: none. */
  readonly defaultValue: string;
  readonly transforms: readonly StepDraft[];
}

export type MappingsDraft = Readonly<Record<string, MappingDraft>>;

/** An oppSpot field goes to one place of an object, so the two name a mapping. */
export function keyOf(mapping: Pick<MappingDraft, 'object' | 'oppspotField'>): string {
  return `${mapping.object}-${mapping.oppspotField}`;
}

export function toMappingsDraft({ items }: Pick<MappingsState, 'items'>): MappingsDraft {
  return Object.fromEntries(
    items.map((item) => [
      keyOf(item),
      {
        ...item,
        defaultValue: item.defaultValue ?? '',
        transforms: item.transforms.map(toStepDraft),
      },
    ]),
  );
}

/** A mapping that a person begins: to where the field goes by itself, where it goes anywhere. */
export function newMapping(
  object: MappedObject,
  oppspotField: string,
  { defaults }: Pick<MappingsState, 'defaults'>,
): MappingDraft {
  const place = defaults.find((one) => one.object === object && one.oppspotField === oppspotField);
  return {
    object,
    oppspotField,
    crmField: place?.crmField ?? null,
    direction: 'write',
    policy: null,
    required: false,
    defaultValue: '',
    transforms: [],
  };
}

/** What is sent. Meaningful only for drafts without faults. */
export function toMappings(drafts: readonly MappingDraft[]): MappingsUpdate['items'] {
  return drafts.map((draft) => ({
    ...draft,
    crmField: draft.crmField ?? '',
    defaultValue: draft.defaultValue === '' ? null : draft.defaultValue,
    transforms: draft.transforms.map(toTransform),
  }));
}

/** Keys of the mappings that two drafts do not have in common. */
export function changedMappings(before: MappingsDraft, after: MappingsDraft): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].filter((key) => !sameValue(before[key], after[key]));
}

export interface RebasedMappings {
  readonly draft: MappingsDraft;
  /** Mappings both changed, each to something else; the draft holds what was done here. */
  readonly contested: readonly string[];
}

/**
 * Puts what a person did on top of mappings that somebody else saved meanwhile, mapping by mapping.
 * @param base what editing began with
 * @param newest what is saved now
 */
export function rebaseMappings(
  base: MappingsDraft,
  mine: MappingsDraft,
  newest: MappingsDraft,
): RebasedMappings {
  const ours = new Set(changedMappings(base, mine));
  const keys = new Set([...Object.keys(newest), ...Object.keys(mine)]);
  const entries = [...keys].flatMap((key) => {
    const kept = ours.has(key) ? mine[key] : newest[key];
    return kept ? [[key, kept] as const] : [];
  });
  const contested = changedMappings(base, newest).filter(
    (key) => ours.has(key) && !sameValue(mine[key], newest[key]),
  );
  return { draft: Object.fromEntries(entries), contested };
}
