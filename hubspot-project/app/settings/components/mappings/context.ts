/** What the parts of the Mappings tab share. */
import type { FieldState } from '../../../../../shared/contract/settings.ts';
import type { LoadedMappings, MappingsActions } from '../../hooks/useMappings.ts';

export interface MappingsEditor extends LoadedMappings {
  readonly actions: MappingsActions;
  /** Every oppSpot field, in the order of the Fields tab. */
  readonly fields: readonly FieldState[];
}

export function labelOf(fields: readonly FieldState[], name: string): string {
  return fields.find((field) => field.name === name)?.label ?? name;
}
