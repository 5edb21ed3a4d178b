import { info } from '../../../hubspot/portal/object-types.ts';
import type { Portal } from '../../../hubspot/portal/portal.ts';
import type { StoredRecord } from '../../../hubspot/portal/records.ts';
import type { AssociatedView, PageObject, PropertyGroupView, RecordView } from '../../contract.ts';
import { activitiesOf, factsOf } from './activities.ts';
import { propertyView } from './display.ts';
import { linkedRecords } from './linked.ts';
import { subtitleOf, titleOf } from './titles.ts';

/** The properties a new account's record page opens with. */
const aboutProperties: Readonly<Record<PageObject, readonly string[]>> = {
  contacts: [
    'email',
    'phone',
    'jobtitle',
    'company',
    'hubspot_owner_id',
    'lifecyclestage',
    'hs_lead_status',
    'website',
    'city',
    'country',
    'industry',
    'notes_last_contacted',
    'createdate',
  ],
  companies: [
    'domain',
    'website',
    'industry',
    'phone',
    'hubspot_owner_id',
    'lifecyclestage',
    'type',
    'city',
    'zip',
    'country',
    'numberofemployees',
    'annualrevenue',
    'founded_year',
    'description',
    'createdate',
  ],
  deals: [
    'amount',
    'dealstage',
    'pipeline',
    'closedate',
    'hubspot_owner_id',
    'hs_deal_stage_probability',
    'description',
    'createdate',
  ],
};

const associatedFacts: Readonly<Record<PageObject, readonly string[]>> = {
  contacts: ['jobtitle', 'email', 'phone'],
  companies: ['domain', 'phone', 'city'],
  deals: ['amount', 'dealstage', 'closedate'],
};

/** A record with everything its page shows. */
export function recordView(portal: Portal, record: StoredRecord, type: PageObject): RecordView {
  return {
    type,
    objectTypeId: info(type).id,
    id: record.id,
    title: titleOf(record),
    subtitle: subtitleOf(record),
    groups: [aboutGroup(portal, record, type), ...customGroups(portal, record)],
    associated: {
      contacts: associatedViews(portal, record, 'contacts'),
      companies: associatedViews(portal, record, 'companies'),
      deals: associatedViews(portal, record, 'deals'),
    },
    activities: activitiesOf(portal, record),
    values: Object.fromEntries(record.values),
  };
}

function aboutGroup(portal: Portal, record: StoredRecord, type: PageObject): PropertyGroupView {
  const properties = aboutProperties[type].flatMap((name) => {
    const property = portal.properties.get(type, name);
    return property ? [propertyView(portal, property, record.values.get(name) ?? null)] : [];
  });
  return { name: 'about', label: `About this ${info(type).singular}`, properties };
}

/** What apps and people added to the account, by group. */
function customGroups(portal: Portal, record: StoredRecord): PropertyGroupView[] {
  const custom = portal.properties
    .list(record.type)
    .filter(({ hubspotDefined, hidden }) => !hubspotDefined && !hidden);
  return portal.properties
    .groups(record.type)
    .map(({ name, label }) => ({
      name,
      label,
      properties: custom
        .filter(({ groupName }) => groupName === name)
        .map((property) =>
          propertyView(portal, property, record.values.get(property.name) ?? null),
        ),
    }))
    .filter(({ properties }) => properties.length > 0);
}

function associatedViews(portal: Portal, record: StoredRecord, type: PageObject): AssociatedView[] {
  if (record.type === type) return [];
  const primary = portal.associations.primary(record, type);
  return linkedRecords(portal, record, type).map((linked) => ({
    type,
    id: linked.id,
    title: titleOf(linked),
    isPrimary: linked.id === primary,
    facts: factsOf(portal, linked, associatedFacts[type]),
  }));
}
