import type { PostalAddress } from '../../world/types.ts';

/** In a company profile premises and street share the first lines. */
export function officeAddress(address: PostalAddress) {
  const named = /[a-z]/i.test(address.premises);
  return {
    address_line_1: named ? address.premises : `${address.premises} ${address.street}`,
    ...(named ? { address_line_2: address.street } : {}),
    country: address.country,
    locality: address.locality,
    postal_code: address.postcode,
    ...(address.region ? { region: address.region } : {}),
  };
}

/** In search results and for persons the premises are a field of their own. */
export function addressWithPremises(address: PostalAddress) {
  return {
    address_line_1: address.street,
    country: address.country,
    locality: address.locality,
    postal_code: address.postcode,
    premises: address.premises,
    ...(address.region ? { region: address.region } : {}),
  };
}

export function addressSnippet(address: PostalAddress): string {
  const street = /[a-z]/i.test(address.premises)
    ? [address.premises, address.street]
    : [`${address.premises} ${address.street}`];
  return [...street, address.locality, address.region, address.country, address.postcode]
    .filter(Boolean)
    .join(', ');
}
