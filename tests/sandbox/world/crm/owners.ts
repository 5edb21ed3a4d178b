import type { HubSpotSeedOwner } from '../../hubspot/seed.ts';

/** The sales people of the sandbox's tenant, by what they look after. */
export const ownerIds = {
  britainSoftwareA: '71001',
  britainSoftwareB: '71002',
  britain: '71003',
  abroad: '71004',
} as const;

export const owners: readonly HubSpotSeedOwner[] = [
  {
    id: ownerIds.britainSoftwareA,
    email: 'imogen.vale@lumenledger.example',
    firstName: 'Imogen',
    lastName: 'Vale',
    userId: 81001,
    superAdmin: true,
  },
  {
    id: ownerIds.britainSoftwareB,
    email: 'tariq.osei@lumenledger.example',
    firstName: 'Tariq',
    lastName: 'Osei',
    userId: 81002,
  },
  {
    id: ownerIds.britain,
    email: 'gwen.pryce@lumenledger.example',
    firstName: 'Gwen',
    lastName: 'Pryce',
    userId: 81003,
  },
  {
    id: ownerIds.abroad,
    email: 'mats.holm@lumenledger.example',
    firstName: 'Mats',
    lastName: 'Holm',
    userId: 81004,
  },
];
