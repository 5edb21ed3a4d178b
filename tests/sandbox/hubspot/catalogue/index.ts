/**
 * The HubSpot-defined properties a stand-in portal is born with: those the product reads and writes
 * and those people around it use, not all of HubSpot's several hundred.
 */
import type { HubSpotObjectType } from '../seed.ts';
import { noteProperties, taskProperties } from './activities.ts';
import { companyProperties } from './companies.ts';
import { contactProperties } from './contacts.ts';
import { dealProperties } from './deals.ts';
import type { PropertyDefinition } from './definition.ts';

export const hubspotDefinedProperties: Readonly<
  Record<HubSpotObjectType, readonly PropertyDefinition[]>
> = {
  contacts: contactProperties,
  companies: companyProperties,
  deals: dealProperties,
  tasks: taskProperties,
  notes: noteProperties,
};
