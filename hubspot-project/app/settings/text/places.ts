import type { FieldState } from '../../../../shared/contract/settings.ts';

const objectNames: Readonly<Record<string, string>> = { contact: 'Contact', company: 'Company' };

/** Where a field goes, in one line: "Contact: company · Company: name", or the name once for both. */
export function placesText(places: FieldState['places']): string {
  const fields = new Set(places.map(({ crmField }) => crmField));
  const [only] = fields;
  if (places.length > 1 && fields.size === 1) return `Contact and company: ${only}`;
  return places
    .map(({ object, crmField }) => `${objectNames[object] ?? object}: ${crmField}`)
    .join(' · ');
}
