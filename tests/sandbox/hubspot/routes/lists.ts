/** https://developers.hubspot.com/docs/api-reference/latest/crm/lists/guide */
import { param } from '../../standin/paths.ts';
import type { Answer, Call, Route } from '../http/call.ts';
import { HubSpotError, validationError } from '../http/errors.ts';
import { queryLimit } from '../http/input.ts';
import type { RecordList } from '../portal/lists.ts';
import { info } from '../portal/object-types.ts';
import { iso } from '../portal/render.ts';

const maxMembers = 250;
const listScopes = () => ['crm.lists.read'];

export const listRoutes: readonly Route[] = [
  { method: 'GET', pattern: '/crm/lists/:listId', scopes: listScopes, handle: getList },
  {
    method: 'GET',
    pattern: '/crm/lists/:listId/memberships/join-order',
    scopes: listScopes,
    handle: membersByJoining,
  },
];

function getList(call: Call): Answer {
  const list = findList(call);
  return {
    status: 200,
    body: {
      list: {
        listId: list.id,
        listVersion: 1,
        name: list.name,
        objectTypeId: info(list.type).id,
        processingStatus: 'COMPLETE',
        processingType: 'MANUAL',
        size: liveMembers(call, list).length,
        createdAt: iso(list.createdAt),
        updatedAt: iso(list.createdAt),
      },
    },
  };
}

function membersByJoining(call: Call): Answer {
  const members = liveMembers(call, findList(call));
  const limit = queryLimit(call.query, 100, maxMembers);
  const start = placeOf(call.query.get('after'));
  const end = start + limit;
  return {
    status: 200,
    body: {
      total: members.length,
      results: members
        .slice(start, end)
        .map(({ id, joinedAt }) => ({ recordId: id, membershipTimestamp: iso(joinedAt) })),
      ...(end < members.length ? { paging: { next: { after: cursorAt(end) } } } : {}),
    },
  };
}

/** Deleted records are in no list. */
function liveMembers({ portal }: Call, { type, members }: RecordList) {
  return members.filter(({ id }) => portal.records.live(type, id) !== undefined);
}

function findList(call: Call): RecordList {
  const id = param(call, 'listId');
  const list = call.portal.lists.get(id);
  if (list) return list;
  throw new HubSpotError(404, {
    message: `List does not exist with ID ${id}.`,
    category: 'OBJECT_NOT_FOUND',
  });
}

/** A place in a list of results; callers cannot make one up. */
export function cursorAt(place: number): string {
  return Buffer.from(`place:${place}`).toString('base64');
}

export function placeOf(cursor: string | null | undefined): number {
  if (cursor === null || cursor === undefined) return 0;
  const place = /^place:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8'))?.[1];
  if (place === undefined) throw validationError(`Invalid paging token: ${cursor}`);
  return Number(place);
}
