/** How a deal looks in Salesforce. https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_opportunity.htm */
import type { CrmValue, PlannedDeal } from '../../../../shared/plan/plan.ts';
import { CrmError } from '../../errors.ts';
import { toId18 } from '../ids.ts';
import { keyField } from '../package.ts';
import type { Row } from '../query.ts';
import type { OrgSchema, Stage } from '../schema.ts';
import { decodeValue } from '../values.ts';
import { missingKey, requireIds } from './references.ts';

/** Salesforce demands a close date; where none is planned, a quarter ahead leaves it to the rep. */
const daysToClose = 90;
const dayMs = 86_400_000;

/** Left out when Salesforce refuses them. Never the key: without it a deal could be created twice. */
export const optionalDealFields: ReadonlySet<string> = new Set(['OwnerId', 'ContactId']);

/** What is read back of a deal to see whether anybody touched it. */
export const ownDealFields = [
  'Id',
  'IsDeleted',
  'Name',
  'StageName',
  'Amount',
  'IsClosed',
  'OwnerId',
  'CreatedById',
  'LastActivityDate',
  'HasOpenActivity',
];

/** The one name that the org's only pipeline goes by. */
export const pipelineId = 'opportunity';

/** Where a deal starts: the stage that is named, else the first open one. @throws CrmError `validation` */
function stageOf(deal: PlannedDeal, stages: readonly Stage[]): string {
  const open = stages.filter(({ isClosed }) => !isClosed);
  const found = deal.stage === null ? open[0] : stages.find(({ name }) => name === deal.stage);
  if (found) return found.name;
  // An org that hides its stages still takes one that somebody chose by name.
  if (deal.stage !== null && stages.length === 0) return deal.stage;
  const message =
    'The Salesforce org has no such opportunity stage, or none that is open. Choose another stage in the settings.';
  throw new CrmError('validation', message, {
    crmStatus: null,
    fields: [{ field: 'StageName', code: 'NO_OPEN_STAGE', message }],
  });
}

/**
 * Salesforce makes the contact's role from `ContactId` in the same step, so that there is never a deal
 * without it and never a second role.
 * @throws CrmError when the org cannot have such a deal
 */
export function dealValues(
  deal: PlannedDeal,
  schema: OrgSchema,
  now: Date,
): Record<string, CrmValue> {
  const key = schema.object('Opportunity')?.field(keyField(schema.prefix));
  if (!key) throw missingKey('opportunities');
  requireIds(deal.associations);
  const idOf = (object: 'contact' | 'company' | 'lead') =>
    deal.associations.find((one) => one.object === object)?.id;
  if (idOf('lead') !== undefined) throw leadHasNoDeals();
  const [accountId, contactId] = [idOf('company'), idOf('contact')];
  return {
    [key.name]: deal.key,
    Name: deal.name,
    StageName: stageOf(deal, schema.stages),
    CloseDate: deal.closeDate ?? daysAfter(now, daysToClose),
    ...(accountId !== undefined && { AccountId: accountId }),
    ...(contactId !== undefined && { ContactId: contactId }),
    ...(deal.ownerId !== null && { OwnerId: toId18(deal.ownerId) ?? deal.ownerId }),
  };
}

function daysAfter(now: Date, days: number): string {
  return new Date(now.getTime() + days * dayMs).toISOString().slice(0, 10);
}

function leadHasNoDeals(): CrmError {
  return new CrmError(
    'validation',
    'Salesforce has opportunities of accounts and contacts only. Convert the lead to create one.',
    { crmStatus: null },
  );
}

/** Why the deal is no longer as we left it; null when it is. */
export function dealChange(deal: Row, planned: PlannedDeal, schema: OrgSchema): string | null {
  const now = (name: string) => decodeValue(deal[name]);
  if (now('IsClosed') === true) return 'The opportunity was closed.';
  if (now('Name') !== planned.name) return 'Somebody changed the name.';
  if (now('StageName') !== stageOf(planned, schema.stages)) {
    return 'Somebody moved the opportunity to another stage.';
  }
  if (now('Amount') !== null) return 'Somebody entered an amount.';
  const owner = planned.ownerId === null ? now('CreatedById') : toId18(planned.ownerId);
  if (now('OwnerId') !== owner) return 'Somebody changed the owner.';
  if (now('LastActivityDate') !== null || now('HasOpenActivity') === true) {
    return 'Somebody logged an activity on the opportunity.';
  }
  return null;
}
