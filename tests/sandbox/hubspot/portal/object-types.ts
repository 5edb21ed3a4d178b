import { unknownObjectType } from '../http/errors.ts';
import type { HubSpotObjectType } from '../seed.ts';

export interface ObjectTypeInfo {
  readonly type: HubSpotObjectType;
  /** What URLs, webhooks and cards call it. */
  readonly id: string;
  readonly singular: string;
  /** Start of "… already exists". */
  readonly label: string;
  readonly createdProperty: string;
  readonly modifiedProperty: string;
  /** What a read returns when it names no properties. */
  readonly defaultProperties: readonly string[];
  /** What the free-text `query` of a search looks at. */
  readonly searchedProperties: readonly string[];
  /** What a create must set. */
  readonly required: readonly string[];
  /** Scopes that let an app at the records; tasks and notes have none of their own. */
  readonly scopeObject: 'contacts' | 'companies' | 'deals';
  readonly firstId: number;
}

const infos: Readonly<Record<HubSpotObjectType, ObjectTypeInfo>> = {
  contacts: {
    type: 'contacts',
    id: '0-1',
    singular: 'contact',
    label: 'Contact',
    createdProperty: 'createdate',
    modifiedProperty: 'lastmodifieddate',
    defaultProperties: ['email', 'firstname', 'lastname'],
    searchedProperties: ['firstname', 'lastname', 'email', 'phone', 'company'],
    required: [],
    scopeObject: 'contacts',
    firstId: 1001,
  },
  companies: {
    type: 'companies',
    id: '0-2',
    singular: 'company',
    label: 'Company',
    createdProperty: 'createdate',
    modifiedProperty: 'hs_lastmodifieddate',
    defaultProperties: ['domain', 'name'],
    searchedProperties: ['name', 'domain', 'website', 'phone'],
    required: [],
    scopeObject: 'companies',
    firstId: 2001,
  },
  deals: {
    type: 'deals',
    id: '0-3',
    singular: 'deal',
    label: 'Deal',
    createdProperty: 'createdate',
    modifiedProperty: 'hs_lastmodifieddate',
    defaultProperties: ['amount', 'closedate', 'dealname', 'dealstage', 'pipeline'],
    searchedProperties: ['dealname', 'description'],
    required: [],
    scopeObject: 'deals',
    firstId: 3001,
  },
  tasks: {
    type: 'tasks',
    id: '0-27',
    singular: 'task',
    label: 'Task',
    createdProperty: 'hs_createdate',
    modifiedProperty: 'hs_lastmodifieddate',
    defaultProperties: [],
    searchedProperties: ['hs_task_subject', 'hs_task_body'],
    required: ['hs_timestamp'],
    scopeObject: 'contacts',
    firstId: 4001,
  },
  notes: {
    type: 'notes',
    id: '0-46',
    singular: 'note',
    label: 'Note',
    createdProperty: 'hs_createdate',
    modifiedProperty: 'hs_lastmodifieddate',
    defaultProperties: [],
    searchedProperties: ['hs_note_body'],
    required: ['hs_timestamp'],
    scopeObject: 'contacts',
    firstId: 5001,
  },
};

export const objectTypes: readonly ObjectTypeInfo[] = Object.values(infos);

export function info(type: HubSpotObjectType): ObjectTypeInfo {
  return infos[type];
}

/** From a URL segment: `contacts`, `contact`, `Contact` or `0-1`. Throws HubSpot's 400 for anything else. */
export function objectTypeOf(segment: string): ObjectTypeInfo {
  const name = segment.toLowerCase();
  const found = objectTypes.find(
    ({ type, id, singular }) => type === name || id === name || singular === name,
  );
  if (!found) throw unknownObjectType(segment);
  return found;
}
