/** Whether settings name what the CRM account really has. */
import { isDeepStrictEqual } from 'node:util';
import type { AssignmentRule, TenantSettings } from '../../shared/tenant/settings.ts';
import type { CrmOwner, CrmPipeline } from '../crm/connector.ts';
import type { FieldFault } from '../errors.ts';
import type { AccountLists, Listing } from './account-lists.ts';

/**
 * Faults of what differs from the stored settings: an owner who left since must not stand in the way
 * of changing something else. Where the CRM could not be asked, only what is new is objected to.
 * @param crm what people call the CRM
 */
export function accountFaults(
  wanted: TenantSettings,
  stored: TenantSettings,
  { owners, pipelines }: AccountLists,
  crm: string,
): FieldFault[] {
  return [
    ...wanted.assignment.flatMap((rule, index) =>
      stored.assignment.some((known) => isDeepStrictEqual(known, rule))
        ? []
        : ownerFaults(`settings.assignment.${index}.ownerIds`, rule, stored, owners, crm),
    ),
    ...placeFaults(wanted.deals, stored.deals, pipelines, crm),
  ];
}

/** Whether `accountFaults` would have to ask the CRM. */
export function needsAccount(wanted: TenantSettings, stored: TenantSettings): boolean {
  return (
    !isDeepStrictEqual(wanted.assignment, stored.assignment) ||
    !samePlace(wanted.deals, stored.deals)
  );
}

function ownerFaults(
  field: string,
  { ownerIds }: AssignmentRule,
  stored: TenantSettings,
  owners: Listing<CrmOwner>,
  crm: string,
): FieldFault[] {
  if (owners.error) {
    const known = new Set(stored.assignment.flatMap((rule) => rule.ownerIds));
    if (ownerIds.every((id) => known.has(id))) return [];
    return [{ field, message: `These owners could not be checked. ${owners.error.message}` }];
  }
  const known = new Set(owners.items.map(({ id }) => id));
  const gone = ownerIds.filter((id) => !known.has(id));
  if (gone.length === 0) return [];
  const who = gone.length === 1 ? `owner ${gone[0]}` : `owners ${gone.slice(0, 5).join(', ')}`;
  return [{ field, message: `${crm} has no active ${who}. Choose from the list.` }];
}

type Place = Pick<TenantSettings['deals'], 'pipeline' | 'stage'>;

function placeFaults(
  { pipeline, stage }: Place,
  stored: Place,
  pipelines: Listing<CrmPipeline>,
  crm: string,
): FieldFault[] {
  const inPipeline = 'settings.deals.pipeline';
  const inStage = 'settings.deals.stage';
  if (pipeline === null) {
    if (stage === null) return [];
    return [{ field: inStage, message: 'Choose the pipeline of this stage, too.' }];
  }
  if (samePlace({ pipeline, stage }, stored)) return [];
  if (pipelines.error) {
    const message = `This pipeline could not be checked. ${pipelines.error.message}`;
    return [{ field: inPipeline, message }];
  }
  const chosen = pipelines.items.find(({ id }) => id === pipeline);
  if (!chosen) {
    const message = `${crm} has no such deal pipeline. Choose one from the list.`;
    return [{ field: inPipeline, message }];
  }
  const open = chosen.stages.filter(({ isOpen }) => isOpen);
  if (open.length === 0) {
    const message = 'This pipeline has no open stage a deal could start in. Choose another one.';
    return [{ field: inPipeline, message }];
  }
  if (stage === null || open.some(({ id }) => id === stage)) return [];
  return [{ field: inStage, message: `Choose an open stage of the pipeline “${chosen.label}”.` }];
}

function samePlace(one: Place, other: Place): boolean {
  return one.pipeline === other.pipeline && one.stage === other.stage;
}
