/** Values as HubSpot's pages print them. */
import type { Portal } from '../../../hubspot/portal/portal.ts';
import type { StoredProperty } from '../../../hubspot/portal/properties.ts';
import type { PropertyView } from '../../contract.ts';

export const portalTimezone = 'Europe/London';

const dateTime = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: portalTimezone,
});
// Dates without a time are midnight UTC in HubSpot.
const date = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const number = new Intl.NumberFormat('en-GB');

/** One property with its value; null means it was never set. */
export function propertyView(
  portal: Portal,
  property: StoredProperty,
  value: string | null,
): PropertyView {
  return {
    name: property.name,
    label: property.label,
    value,
    display: value === null ? '' : displayed(portal, property, value),
    kind: kindOf(property),
    options: optionsOf(portal, property),
    readOnly: property.readOnlyValue || property.calculated,
  };
}

/** A value in words; owners and stages by their names. */
export function displayed(portal: Portal, property: StoredProperty, value: string): string {
  const choices = optionsOf(portal, property);
  switch (kindOf(property)) {
    case 'datetime':
      return dateTime.format(instant(value));
    case 'date':
      return date.format(instant(value));
    case 'number':
      return Number.isFinite(Number(value)) ? number.format(Number(value)) : value;
    case 'choice':
    case 'choices':
      return value
        .split(';')
        .map((part) => choices.find((option) => option.value === part)?.label ?? part)
        .join(', ');
    default:
      return value;
  }
}

export function ownerName(portal: Portal, id: string | undefined): string {
  const owner = portal.owners.find((candidate) => candidate.id === id);
  return owner ? `${owner.firstName} ${owner.lastName}` : '';
}

function kindOf({ name, type, fieldType }: StoredProperty): PropertyView['kind'] {
  if (type === 'datetime' || type === 'date') return type;
  if (type === 'enumeration' || type === 'bool') {
    return fieldType === 'checkbox' ? 'choices' : 'choice';
  }
  // An id is no quantity: it takes no thousands separators.
  if (type === 'number') return name.endsWith('id') ? 'text' : 'number';
  return fieldType === 'textarea' || fieldType === 'html' ? 'long-text' : 'text';
}

function optionsOf(portal: Portal, property: StoredProperty): PropertyView['options'] {
  switch (property.name) {
    case 'hubspot_owner_id':
      return portal.owners.map(({ id }) => ({ value: id, label: ownerName(portal, id) }));
    case 'pipeline':
      return portal.pipelines.map(({ id, label }) => ({ value: id, label }));
    case 'dealstage':
      return portal.pipelines.flatMap(({ stages }) =>
        stages.map(({ id, label }) => ({ value: id, label })),
      );
    default:
      return property.options
        .filter(({ hidden }) => !hidden)
        .map(({ value, label }) => ({ value, label }));
  }
}

function instant(value: string): Date {
  return new Date(/^\d+$/.test(value) ? Number(value) : value);
}
