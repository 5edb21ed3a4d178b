/** How patient a process is with a CRM. */
import { setTimeout as delay } from 'node:timers/promises';
import type { BudgetOptions } from './crm/hubspot/budget.ts';

export interface Pace {
  /** Deadline of one CRM call, in milliseconds. */
  readonly crmCallTimeoutMs: number;
  /** Every pause before something is asked or sent again goes through this. */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** How fast one HubSpot account may be called; as HubSpot allows when absent. */
  readonly hubspotBudget?: BudgetOptions;
}

export const normalPace: Pace = {
  crmCallTimeoutMs: 8_000,
  pause: async (milliseconds) => {
    await delay(milliseconds);
  },
};
