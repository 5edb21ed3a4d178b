/** Contact records of the seeded portal. Ids from 1001; each stands for one situation. */
import type { HubSpotSeedContact } from '../../hubspot/seed.ts';
import type { Calendar } from '../calendar.ts';
import { ownerIds } from './owners.ts';

/** The contact that shows what the product can do. */
export const heroContactId = '1001';

/** A contact who objected to being profiled. */
export const objectingContactId = '1033';

/** The address of contact 1032; only its hash stands in the settings. */
export const forgottenEmail = 'please.forget@oakhollow.example';

/** The tenant whose portal this is; its own pages are what "page seen" means. */
const tenantSite = 'https://www.lumenledger.example';

/** What a portal knows of someone it has written to and watched, and who never reacted. */
const silence = (cal: Calendar) => ({
  hs_analytics_first_timestamp: cal.instant(120, 11, 2),
  hs_analytics_source: 'OFFLINE',
  hs_analytics_num_page_views: '0',
  hs_analytics_num_visits: '0',
  num_conversion_events: '0',
  num_contacted_notes: '3',
  notes_last_contacted: cal.instant(21, 14, 0),
});

export function contactRecords(cal: Calendar): readonly HubSpotSeedContact[] {
  const contact = (
    id: string,
    companyId: string | null,
    properties: Record<string, string | null>,
  ): HubSpotSeedContact => ({
    id,
    properties,
    createdAt: cal.instant(180, 8, 0),
    updatedAt: cal.instant(3, 8, 0),
    ...(companyId ? { companyId } : {}),
  });
  const person = (name: string, email: string | null, jobtitle: string | null = null) => {
    const [firstname, ...rest] = name.split(' ');
    return { firstname: firstname ?? null, lastname: rest.join(' ') || null, email, jobtitle };
  };
  return [
    contact(heroContactId, '2001', {
      ...person('Idris Marlowe', 'idris.marlowe@tidewright.example', 'Chief Operating Officer'),
      company: 'Tidewright Robotics',
      country: null,
      city: null,
      industry: null,
      hubspot_owner_id: null,
      lifecyclestage: 'lead',
      hs_analytics_first_timestamp: cal.instant(44, 9, 12),
      hs_analytics_last_timestamp: cal.instant(2, 15, 48),
      hs_analytics_last_visit_timestamp: cal.instant(2, 15, 41),
      hs_analytics_last_url: `${tenantSite}/pricing?utm_source=newsletter`,
      hs_analytics_num_page_views: '23',
      hs_analytics_num_visits: '7',
      hs_analytics_source: 'ORGANIC_SEARCH',
      num_conversion_events: '2',
      recent_conversion_date: cal.instant(9, 10, 5),
      recent_conversion_event_name: 'Pricing guide',
      hs_sales_email_last_replied: cal.instant(4, 11, 20),
      engagements_last_meeting_booked: cal.instant(6, 13, 0),
      hs_sales_email_last_clicked: cal.instant(8, 16, 30),
      notes_last_contacted: cal.instant(5, 9, 0),
      num_contacted_notes: '4',
    }),
    contact('1002', '2002', {
      ...person('Petra Ashdown', 'petra.ashdown@oakhollow.example', 'Managing Director'),
      lifecyclestage: 'lead',
      hs_analytics_first_timestamp: cal.instant(70, 9, 0),
      hs_analytics_last_visit_timestamp: cal.instant(19, 12, 0),
      hs_analytics_last_url: `${tenantSite}/blog/forecasting`,
      hs_analytics_num_page_views: '4',
      hs_analytics_num_visits: '2',
      num_conversion_events: '1',
      recent_conversion_date: cal.instant(33, 9, 45),
      recent_conversion_event_name: 'Newsletter',
    }),
    contact('1003', '2003', {
      ...person('Theo Nakamura-Bell', 'theo@quillstream.example', 'Founder'),
    }),
    contact('1004', '2004', {
      ...person('Odette Greenfinch', 'odette@pennyroyal-foods.example', 'Owner'),
      ...silence(cal),
    }),
    contact('1005', '2005', {
      ...person('Aurelia Wexcombe', 'a.wexcombe@harbourlight-legal.example', 'Partner'),
    }),
    contact('1006', '2006', {
      ...person('Magnus Peverell', 'magnus@gallowglass.example', 'Director'),
      hs_sales_email_last_replied: cal.instant(12, 10, 0),
      engagements_last_meeting_booked: cal.instant(15, 10, 0),
      num_contacted_notes: '2',
    }),
    contact('1007', '2007', person('Una MacAlister-Rook', 'una@peatmoss.example', 'Director')),
    contact(
      '1008',
      '2008',
      person('Fitzgerald Holloway', 'fitz@larkspur-logistics.example', 'Director'),
    ),
    contact('1009', '2009', {
      // Hyphens are not allowed in this provider's mailbox names: nobody has this address.
      ...person('Hyacinth Starling', 'hyacinth-starling-sandbox@gmail.com', 'Partner'),
    }),
    contact('1010', null, person('Free Mail', 'no-such-person-sandbox@gmail.com')),
    contact('1011', null, person('Nobody Inparticular', null)),
    contact('1012', '2010', person('Branwen Llewellyn-Fox', 'b.fox@cobblestone-energy.example')),
    contact('1013', '2011', person('Linnea Tortoise', 'linnea@slowmoor.example')),
    contact('1014', '2012', person('Ignatius Parchment', 'ignatius@vellum-vault.example')),
    contact('1015', '2013', person('Narcissa Echo', 'narcissa@mirrorpond-media.example')),
    contact('1016', '2014', person('Jocasta Ravenhill', 'jocasta@oldmillwidgets.example')),
    contact('1017', '2015', {
      ...person('Ciaran Doherty-Vance', 'ciaran@amberley-health.example', 'Practice Lead'),
      lifecyclestage: 'customer',
      hubspot_owner_id: ownerIds.britain,
      hs_sales_email_last_replied: cal.instant(7, 9, 0),
      num_contacted_notes: '11',
    }),
    // The same strong company as the hero, with a deal already open.
    contact('1018', '2001', {
      ...person('Saoirse Quill', 'saoirse.quill@tidewright.example', 'Director'),
      hs_sales_email_last_replied: cal.instant(3, 9, 0),
      num_contacted_notes: '5',
    }),
    // The same strong company, with an owner that must stay.
    contact('1019', '2001', {
      ...person('Wren Abara', 'wren.abara@tidewright.example', 'Finance Manager'),
      hubspot_owner_id: ownerIds.abroad,
      country: 'United Kingdom',
      city: 'Bath',
    }),
    contact('1020', '2016', {
      ...person('Åse Solheim-Øye', 'aase@nordlys-seilduk.example', 'Daglig leder'),
    }),
    contact('1021', '2017', person('Maëlle Kerbrat', 'maelle@atelier-brumeval.example')),
    contact('1022', '2002', {
      // E-mail domain of an agency, company record of its client.
      ...person('Dunstan Sorrel', 'dunstan@fernhill-advisory.example', 'Interim Finance Director'),
    }),
    // Unsubscribed from marketing mail, which is no objection to being researched.
    contact('1023', '2001', {
      ...person('Opal Tennant', 'opal.tennant@tidewright.example'),
      hs_email_optout: 'true',
    }),
    contact('1024', '2019', person('Philippa Quietley', 'philippa@hushwood.example')),
    contact('1025', '2020', {
      firstname: '\u202eمريم\u202c',
      lastname: 'ال‌خيال',
      email: null,
      jobtitle: 'مديرة',
    }),
    contact('1026', '2021', {
      firstname: '🦊',
      lastname: 'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́O̵̹̻̝̳',
      email: null,
    }),
    contact('1027', '2022', person('Long Companyname', null)),
    contact('1028', '2023', { firstname: null, lastname: null, email: null, jobtitle: null }),
    contact('1029', '2024', person('Mallory Inside', null)),
    contact('1030', '2025', person('Gone Away', 'gone@vanished-ventures.example')),
    contact('1031', '2018', person('Axel Lavender-Pitt', 'axel@trapdoor.example')),
    // Stands on the suppression list by the hash of the address.
    contact('1032', '2002', person('Please Forgetme', forgottenEmail)),
    // Stands on the suppression list by id.
    contact(objectingContactId, '2001', person('Corin Nay', 'corin.nay@tidewright.example')),
  ];
}
