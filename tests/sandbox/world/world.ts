/**
 * One fictional world for all stand-ins: its companies stand in the register, run websites and job
 * boards, and are records of the seeded CRM. Every name is invented, every domain reserved
 * (RFC 2606), every register number beyond those given out. The same `now` gives the same world.
 */
import { calendar } from './calendar.ts';
import { companies } from './companies/index.ts';
import { salesforceSeed } from './crm/salesforce-seed.ts';
import { hubspotSeed } from './crm/seed.ts';
import type { World } from './types.ts';

export { heroContactId } from './crm/contact-records.ts';
export { salesforceId } from './crm/salesforce-ids.ts';
export { recordsToTry, salesforceRecordsToTry } from './records-to-try.ts';
export { salesforceWorldSettings, worldSettings } from './settings.ts';
export type * from './types.ts';

/** The world as it stands at `now`: all its dates are counted back from there. */
export function world(now: Date): World {
  const cal = calendar(now);
  const hubspot = hubspotSeed(cal);
  return { now, companies: companies(cal), hubspot, salesforce: salesforceSeed(cal, hubspot) };
}
