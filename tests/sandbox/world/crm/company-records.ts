/** Company records of the seeded portal. Ids 2001 to 2026; most name only what a rep would type. */
import type { HubSpotSeedRecord } from '../../hubspot/seed.ts';
import type { Calendar } from '../calendar.ts';
import { ownerIds } from './owners.ts';

const longCompanyName = 'Perpetual Paperwork '.repeat(500);

export function companyRecords(cal: Calendar): readonly HubSpotSeedRecord[] {
  const record = (id: string, properties: Record<string, string | null>): HubSpotSeedRecord => ({
    id,
    properties,
    createdAt: cal.instant(190, 8, 0),
    updatedAt: cal.instant(30, 8, 0),
  });
  return [
    record('2001', { name: 'Tidewright Robotics', domain: 'tidewright.example' }),
    record('2002', {
      name: 'Oakhollow Analytics',
      domain: 'oakhollow.example',
      city: 'Leeds',
      country: 'United Kingdom',
      industry: 'INFORMATION_TECHNOLOGY_AND_SERVICES',
      numberofemployees: '30',
    }),
    record('2003', { name: 'Quillstream', domain: 'quillstream.example' }),
    record('2004', { name: 'Pennyroyal Foods Ltd', domain: 'pennyroyal-foods.example' }),
    record('2005', { name: 'Harbourlight Legal', domain: 'harbourlight-legal.example' }),
    record('2006', { name: 'Gallowglass Interiors', domain: 'gallowglass.example' }),
    record('2007', { name: 'Peatmoss Digital', domain: 'peatmoss.example' }),
    record('2008', { name: 'Larkspur Logistics', domain: 'larkspur-logistics.example' }),
    // No domain, no town: two companies bear this name.
    record('2009', { name: 'Starling & Rook' }),
    record('2010', {
      name: 'Cobblestone Energy',
      domain: 'cobblestone-energy.example',
      city: 'Cardiff',
    }),
    record('2011', { name: 'Slowmoor Instruments', domain: 'slowmoor.example', city: 'Cambridge' }),
    record('2012', { name: 'Vellum Vault', domain: 'vellum-vault.example', zip: 'OX1 9ZZ' }),
    record('2013', { name: 'Mirrorpond Media', domain: 'mirrorpond-media.example' }),
    // Still filed under its old name and domain.
    record('2014', { name: 'Old Mill Widgets', domain: 'oldmillwidgets.example' }),
    record('2015', {
      name: 'Amberley Health',
      domain: 'amberley-health.example',
      lifecyclestage: 'customer',
      hubspot_owner_id: ownerIds.britain,
    }),
    record('2016', {
      name: 'Nordlys Seilduk AS',
      domain: 'nordlys-seilduk.example',
      country: 'Norway',
    }),
    record('2017', { name: 'Atelier Brumeval', domain: 'atelier-brumeval.example' }),
    record('2018', { name: 'Trapdoor Systems', domain: 'trapdoor.example' }),
    record('2019', { name: 'Hushwood Clinic', domain: 'hushwood.example' }),
    // Somebody pasted the name of a company in Arabic, with its direction marks.
    record('2020', { name: '\u202bشركة الخيال للتجارة\u202c', domain: null }),
    record('2021', { name: '🦄 Rainbow & Söhne 🌈', domain: 'not a domain 💥' }),
    record('2022', { name: longCompanyName, domain: null }),
    record('2023', { name: null, domain: null, industry: null, country: null }),
    record('2024', { name: 'Inside Job', domain: 'http://169.254.169.254/latest/meta-data/' }),
    // A domain nobody has.
    record('2025', { name: 'Vanished Ventures', domain: 'vanished-ventures.example' }),
    record('2026', { name: 'Fernhill Advisory', domain: 'fernhill-advisory.example' }),
  ];
}
