import type { OutcomeQuestion, RecordOutcome } from '../../connector.ts';
import { type EndedDeal, outcomeOfDeals } from '../../deal-outcome.ts';
import { isCrmError } from '../../errors.ts';
import type { HubSpotApi } from '../api.ts';
import type { HubSpotObject } from '../api-types.ts';
import type { HubSpotRecordType } from '../fields.ts';
import { isHubSpotId } from '../links.ts';
import { dealEnd, isCustomerStage } from './record.ts';

const dealProperties = ['dealstage', 'hs_is_closed', 'hs_is_closed_won', 'closedate'];
/** HubSpot's own lead status for somebody who will not buy. */
const disqualified = 'UNQUALIFIED';

/**
 * A thousand records cost ten calls for themselves, one for their deals' ids and one for every hundred
 * deals. A deal in a closed stage decides; where there is none, a customer counts as won and an unqualified
 * lead as lost, since a moment that HubSpot does not tell. Without the scope for deals only these two count.
 * @throws CrmError
 */
export async function readOutcomes(
  api: HubSpotApi,
  object: HubSpotRecordType,
  records: readonly OutcomeQuestion[],
): Promise<Map<string, RecordOutcome>> {
  const asked = new Map(records.filter(({ id }) => isHubSpotId(id)).map((one) => [one.id, one]));
  if (asked.size === 0) return new Map();
  const type = object === 'contact' ? 'contacts' : 'companies';
  const ids = [...asked.keys()];
  const [found, deals] = await Promise.all([
    api.readMany(type, ids, ['lifecyclestage', 'hs_lead_status']),
    dealsOf(api, type, ids),
  ]);
  const fault = found.faults.find(({ error }) => error.kind !== 'not_found');
  if (fault) throw fault.error;
  return new Map(
    found.objects.flatMap(({ id, properties }): [string, RecordOutcome][] => {
      const question = asked.get(id);
      if (!question) return [];
      const told = outcomeOfDeals(deals.get(id) ?? [], question.after);
      if (told.state === 'won') return [[id, told]];
      if (isCustomerStage(properties)) return [[id, { state: 'won', since: null }]];
      if (told.state === 'open' && properties.hs_lead_status === disqualified) {
        return [[id, { state: 'lost', since: null }]];
      }
      return [[id, told]];
    }),
  );
}

async function dealsOf(
  api: HubSpotApi,
  type: 'contacts' | 'companies',
  ids: readonly string[],
): Promise<ReadonlyMap<string, EndedDeal[]>> {
  try {
    const dealIds = await api.associatedIds(type, 'deals', ids);
    const wanted = [...dealIds.values()].flat();
    if (wanted.length === 0) return new Map();
    const { objects, faults } = await api.readMany('deals', wanted, dealProperties);
    const fault = faults.find(({ error }) => error.kind !== 'not_found');
    if (fault) throw fault.error;
    const byId = new Map(objects.map((deal) => [deal.id, toEnded(deal)]));
    return new Map(
      [...dealIds].map(([id, own]) => [id, own.flatMap((dealId) => byId.get(dealId) ?? [])]),
    );
  } catch (error) {
    if (isCrmError(error) && error.kind === 'missing_scope') return new Map();
    throw error;
  }
}

/** None where a closed deal does not say when: it may have been long ago. */
function toEnded({ properties }: HubSpotObject): EndedDeal[] {
  const { isWon, isClosed } = dealEnd(properties);
  if (!isClosed) return [{ isWon: false, closedAt: null }];
  const at = Date.parse(properties.closedate ?? '');
  return Number.isNaN(at) ? [] : [{ isWon, closedAt: new Date(at) }];
}
