import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { tenantSettings } from '../../../shared/tenant/settings.ts';
import { forgottenEmail, objectingContactId } from './crm/contact-records.ts';
import { ownerIds } from './crm/owners.ts';
import { salesforceId } from './crm/salesforce-ids.ts';

/**
 * The sandbox tenant sells to British software and engineering companies of 50 to 250 people that
 * run HubSpot and Stripe. The hero fits it; a bakery does not.
 */
export const worldSettings = {
  idealCustomer: {
    industries: ['62', '71', 'Software', 'Robotics'],
    sizes: [{ minimum: 50, maximum: 250 }],
    countries: ['GB'],
    technologies: ['HubSpot', 'Stripe'],
  },
  assignment: [
    {
      id: 'britain-software',
      name: 'British software companies take turns',
      when: { countries: ['GB'], industries: ['62'] },
      ownerIds: [ownerIds.britainSoftwareA, ownerIds.britainSoftwareB],
    },
    {
      id: 'britain',
      name: 'All other British companies',
      when: { countries: ['GB'] },
      ownerIds: [ownerIds.britain],
    },
    {
      id: 'abroad',
      name: 'Norway and France',
      when: { countries: ['NO', 'FR'] },
      ownerIds: [ownerIds.abroad],
    },
  ],
  suppression: {
    domains: ['hushwood.example'],
    recordIds: [objectingContactId],
    emailHashes: [createHash('sha256').update(forgottenEmail).digest('hex')],
  },
} satisfies z.input<typeof tenantSettings>;

/** The same tenant in Salesforce, where people and records have other ids. */
export const salesforceWorldSettings = {
  ...worldSettings,
  assignment: worldSettings.assignment.map((rule) => ({
    ...rule,
    ownerIds: rule.ownerIds.map((id) => salesforceId('user', id)),
  })),
  suppression: {
    ...worldSettings.suppression,
    recordIds: worldSettings.suppression.recordIds.map((id) => salesforceId('contact', id)),
  },
} satisfies z.input<typeof tenantSettings>;
