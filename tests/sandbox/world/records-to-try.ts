import type { ObjectType } from '../../../shared/plan/plan.ts';
import { heroContactId } from './crm/contact-records.ts';
import { salesforceId } from './crm/salesforce-ids.ts';

export interface RecordToTry<Type extends ObjectType = 'contact' | 'company'> {
  readonly object: Type;
  readonly id: string;
  /** What one sees when enriching it; a full sentence. */
  readonly shows: string;
}

/** For the sandbox's banner; the hero comes first. */
export const recordsToTry: readonly RecordToTry[] = [
  {
    object: 'contact',
    id: heroContactId,
    shows: 'A growing robotics company that just replied: high score, task and deal.',
  },
  {
    object: 'contact',
    id: '1002',
    shows: 'A sound small company without much movement: a middling score.',
  },
  {
    object: 'contact',
    id: '1006',
    shows: 'A keen contact at a company in liquidation: vetoed, with the register as source.',
  },
  {
    object: 'contact',
    id: '1009',
    shows: 'Several companies of one name: candidates to pick from, and no company fact written.',
  },
  {
    object: 'contact',
    id: '1010',
    shows: 'A free-mail address without a company: a clear refusal.',
  },
  {
    object: 'contact',
    id: '1004',
    shows: 'An empty job board and a silent contact: true zeros, not unknowns.',
  },
  {
    object: 'contact',
    id: '1013',
    shows: 'A website slower than its deadline: the register alone, and the run stays in time.',
  },
  {
    object: 'contact',
    id: '1015',
    shows: 'A website full of orders to machines: nobody follows them.',
  },
  {
    object: 'contact',
    id: '1016',
    shows: 'A company filed under the name and domain it gave up: the register knows both names.',
  },
  {
    object: 'company',
    id: '2016',
    shows: 'A Norwegian company known from its website and job board only.',
  },
];

/** The same in the Salesforce org, and what only Salesforce has. */
export const salesforceRecordsToTry: readonly RecordToTry<ObjectType>[] = [
  ...recordsToTry.map((record) => ({ ...record, id: salesforceId(record.object, record.id) })),
  {
    object: 'lead',
    id: salesforceId('lead', '4001'),
    shows:
      'A lead of the robotics company: its facts stand on the lead itself, there is no account.',
  },
];
