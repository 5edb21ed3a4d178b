/** Ids of the world's records in Salesforce: the same numbers as in HubSpot, in Salesforce's form. */
import { toId18 } from '../../salesforce/ids.ts';

const prefixes = {
  user: '005',
  company: '001',
  contact: '003',
  lead: '00Q',
  deal: '006',
  message: '02s',
} as const;

/** The 18-character id of the record that bears this number in the world. */
export function salesforceId(kind: keyof typeof prefixes, number: string): string {
  const id = toId18(`${prefixes[kind]}OpW${number.padStart(9, '0')}`);
  if (!id) throw new Error(`${number} makes no Salesforce id`);
  return id;
}
