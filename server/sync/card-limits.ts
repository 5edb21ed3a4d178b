/** What the settings or the connection keep from working, said where a rep would miss it. */
import type { CardState } from '../../shared/contract/card.ts';
import type { TenantSettings } from '../../shared/tenant/settings.ts';
import { crmLabel } from '../crm/labels.ts';
import { declinedScopes } from '../crm/scopes.ts';
import type { Integration } from '../store/integrations.ts';

type Limit = CardState['limits'][number];

export function limitsOf(
  { automation }: Pick<TenantSettings, 'automation'>,
  { crm, provisioned, grantedScopes }: Pick<Integration, 'crm' | 'provisioned' | 'grantedScopes'>,
): Limit[] {
  const limits: Limit[] = [];
  const add = (code: string, message: string) => limits.push({ code, message });
  if (!automation.score) {
    add(
      'scores_off',
      `Scores are shown here but not written to ${crmLabel[crm]}: that is switched off in the settings.`,
    );
  }
  if (!automation.createTasks) {
    add(
      'tasks_off',
      'Follow-up tasks are not created by themselves: that is switched off in the settings.',
    );
  }
  if (!automation.createDeals) {
    add('deals_off', 'Deals are not created: that is switched off in the settings.');
  } else if (provisioned?.dealsUnavailable) {
    add('deals_unavailable', provisioned.dealsUnavailable);
  }
  const declined = grantedScopes === null ? [] : declinedScopes(crm, grantedScopes);
  if (declined.length > 0) {
    add(
      'scopes_declined',
      `${crmLabel[crm]} does not allow oppSpot everything it can do. Missing: ${declined.map(({ enables }) => enables).join(' ')} An admin can allow it by connecting oppSpot again.`,
    );
  }
  return limits;
}
