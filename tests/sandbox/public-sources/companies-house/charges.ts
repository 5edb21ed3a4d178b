import type { RegisteredCharge } from '../../world/types.ts';
import { sha1, token, transactionId } from '../identifiers.ts';

/** `chargeList`. A company without charges, or none of that number, gets an empty list, not a 404. */
export function charges(number: string, list: readonly RegisteredCharge[]) {
  return {
    etag: sha1(`charges ${number}`),
    items: list.map((charge, index) => ({
      charge_code: `${number}${String(index + 1).padStart(4, '0')}`,
      charge_number: index + 1,
      classification: { description: 'A registered charge', type: 'charge-description' },
      created_on: charge.createdOn,
      delivered_on: charge.deliveredOn,
      etag: sha1(`charge ${number} ${index}`),
      links: { self: `/company/${number}/charges/${token(`${number} ${index}`)}` },
      particulars: { contains_fixed_charge: true, contains_negative_pledge: true },
      persons_entitled: [{ name: charge.personEntitled }],
      ...(charge.satisfiedOn ? { satisfied_on: charge.satisfiedOn } : {}),
      status: charge.status,
      transactions: [
        {
          delivered_on: charge.deliveredOn,
          filing_type: 'create-charge-with-deed',
          links: {
            filing: `/company/${number}/filing-history/${transactionId(`${number} MR01 ${charge.deliveredOn}`)}`,
          },
        },
      ],
    })),
    part_satisfied_count: 0,
    satisfied_count: list.filter(({ status }) => status === 'fully-satisfied').length,
    total_count: list.length,
    unfiltered_count: list.length,
  };
}
