import { Accordion } from '@hubspot/ui-extensions';
import type { FieldChange } from '../../../../shared/plan/plan.ts';
import { groupsOf, groupTitle } from '../text/plan.ts';
import { ChangeTable } from './ChangeTable.tsx';

export interface ChangesProps {
  readonly changes: readonly FieldChange[];
  readonly isPast?: boolean;
}

/** Changes field by field: first the account's own fields, in which a rep may have written something. */
export function Changes({ changes, isPast = false }: ChangesProps) {
  const { own, oppspot } = groupsOf(changes);
  return (
    <>
      {own.length > 0 && (
        <Accordion title={groupTitle('Your fields', own)} defaultOpen>
          <ChangeTable changes={own} isPast={isPast} />
        </Accordion>
      )}
      {oppspot.length > 0 && (
        <Accordion title={groupTitle('oppSpot fields', oppspot)} defaultOpen={own.length === 0}>
          <ChangeTable changes={oppspot} isPast={isPast} />
        </Accordion>
      )}
    </>
  );
}
