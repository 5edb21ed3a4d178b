/** What an app learns of the account it is installed in. */

import { param } from '../../standin/paths.ts';
import { recordScope, schemaScope } from '../gate/scopes.ts';
import type { Answer, Call, Route } from '../http/call.ts';
import { notFound } from '../http/errors.ts';
import { queryLimit } from '../http/input.ts';
import { info, objectTypes } from '../portal/object-types.ts';
import { renderPipeline, renderStage } from '../portal/pipelines.ts';
import { iso } from '../portal/render.ts';
import type { HubSpotSeedOwner } from '../seed.ts';

const pipelines = '/crm/pipelines/deals';
const tokenInfo = '/oauth/private-apps/get/access-token-info';
const pipelineScopes = () => [
  recordScope(info('deals'), 'read'),
  schemaScope(info('deals'), 'read'),
];
const userScopes = () => ['settings.users.read'];
const ownerScopes = () => ['crm.objects.owners.read'];
const limitScopes = () => [recordScope(info('contacts'), 'read')];

export const accountRoutes: readonly Route[] = [
  { method: 'GET', pattern: '/account-info/details', scopes: () => [], handle: details },
  { method: 'POST', pattern: tokenInfo, scopes: () => [], handle: privateAppToken },
  { method: 'GET', pattern: pipelines, scopes: pipelineScopes, handle: listPipelines },
  { method: 'GET', pattern: `${pipelines}/:id`, scopes: pipelineScopes, handle: getPipeline },
  { method: 'GET', pattern: `${pipelines}/:id/stages`, scopes: pipelineScopes, handle: listStages },
  { method: 'GET', pattern: '/settings/users/:id', scopes: userScopes, handle: getUser },
  { method: 'GET', pattern: '/crm/owners', scopes: ownerScopes, handle: listOwners },
  { method: 'GET', pattern: '/crm/owners/:id', scopes: ownerScopes, handle: getOwner },
  {
    method: 'GET',
    pattern: '/crm/limits/custom-properties',
    scopes: limitScopes,
    handle: propertyLimits,
  },
  { method: 'GET', pattern: '/crm/limits/pipelines', scopes: limitScopes, handle: pipelineLimits },
  { method: 'GET', pattern: '/crm/limits/records', scopes: limitScopes, handle: recordLimits },
];

function details({ portal }: Call): Answer {
  return {
    status: 200,
    body: {
      portalId: portal.id,
      accountType: 'STANDARD',
      timeZone: 'Europe/London',
      companyCurrency: 'GBP',
      additionalCurrencies: [],
      utcOffset: '+00:00',
      utcOffsetMilliseconds: 0,
      uiDomain: portal.uiDomain,
      dataHostingLocation: 'na1',
    },
  };
}

/** https://developers.hubspot.com/docs/apps/legacy-apps/private-apps/overview */
function privateAppToken({ grant, body }: Call): Answer {
  const { tokenKey } = (body ?? {}) as { tokenKey?: unknown };
  if (grant.refreshToken !== null || tokenKey !== grant.token) {
    throw notFound('This is not the token of a private app.');
  }
  const { portalId, scopes } = grant;
  return {
    status: 200,
    body: { userId: 90_001, hubId: portalId, appId: 54_321, scopes: [...scopes] },
  };
}

function listPipelines({ portal }: Call): Answer {
  return { status: 200, body: { results: portal.pipelines.map(renderPipeline) } };
}

function getPipeline(call: Call): Answer {
  const { pipeline, index } = findPipeline(call);
  return { status: 200, body: renderPipeline(pipeline, index) };
}

function listStages(call: Call): Answer {
  return { status: 200, body: { results: findPipeline(call).pipeline.stages.map(renderStage) } };
}

function findPipeline(call: Call) {
  const index = call.portal.pipelines.findIndex(({ id }) => id === param(call, 'id'));
  const pipeline = call.portal.pipelines[index];
  if (!pipeline) throw notFound(`Pipeline ${param(call, 'id')} does not exist.`);
  return { pipeline, index };
}

function listOwners(call: Call): Answer {
  const email = call.query.get('email')?.toLowerCase();
  const limit = queryLimit(call.query, 100, 500);
  const start = Number(call.query.get('after') ?? 0);
  const owners = call.portal.owners.filter(
    (owner) => email === undefined || owner.email.toLowerCase() === email,
  );
  const end = start + limit;
  return {
    status: 200,
    body: {
      results: owners.slice(start, end).map((owner) => renderOwner(owner, call.portal.bornAt)),
      ...(end < owners.length ? { paging: { next: { after: String(end) } } } : {}),
    },
  };
}

function getOwner(call: Call): Answer {
  const id = param(call, 'id');
  const byUser = call.query.get('idProperty') === 'userId';
  const owner = call.portal.owners.find((entry) =>
    byUser ? String(entry.userId) === id : entry.id === id,
  );
  if (!owner) throw notFound(`Owner ${id} does not exist.`);
  return { status: 200, body: renderOwner(owner, call.portal.bornAt) };
}

/** Every owner is a user, and nobody else is. https://developers.hubspot.com/docs/api-reference/latest/account/settings/user-provisioning/guide */
function getUser(call: Call): Answer {
  const id = param(call, 'id');
  const user = call.portal.owners.find(({ userId }) => String(userId) === id);
  if (!user) throw notFound(`User ${id} does not exist.`);
  const { email, firstName, lastName, superAdmin = false } = user;
  return { status: 200, body: { id, email, firstName, lastName, roleIds: [], superAdmin } };
}

function renderOwner(owner: HubSpotSeedOwner, bornAt: number): Record<string, unknown> {
  return {
    id: owner.id,
    email: owner.email,
    type: 'PERSON',
    firstName: owner.firstName,
    lastName: owner.lastName,
    userId: owner.userId,
    userIdIncludingInactive: owner.userId,
    createdAt: iso(bornAt),
    updatedAt: iso(bornAt),
    archived: false,
    teams: [],
  };
}

/** https://developers.hubspot.com/docs/api-reference/latest/crm/limits-tracking/guide */
function propertyLimits({ portal }: Call): Answer {
  const byObjectType = objectTypes.map((object) =>
    usage(
      object.type,
      portal.properties.customCount(object.type),
      portal.limits.customPropertiesPerObject,
    ),
  );
  const overallUsage = byObjectType.reduce((sum, entry) => sum + entry.usage, 0);
  const overallLimit = portal.limits.customProperties;
  const overallPercentage = percentage(overallUsage, overallLimit);
  return { status: 200, body: { byObjectType, overallLimit, overallPercentage, overallUsage } };
}

function pipelineLimits({ portal }: Call): Answer {
  const deals = usage('deals', portal.pipelines.length, 100);
  return {
    status: 200,
    body: { customObjectTypes: noCustomObjects, hubspotDefinedObjectTypes: [deals] },
  };
}

function recordLimits({ portal }: Call): Answer {
  const hubspotDefinedObjectTypes = objectTypes.map(({ type }) => {
    const live = portal.records.all(type).filter(({ archivedAt }) => archivedAt === null);
    return usage(type, live.length, 15_000_000);
  });
  return { status: 200, body: { customObjectTypes: noCustomObjects, hubspotDefinedObjectTypes } };
}

const noCustomObjects = {
  byObjectType: [],
  overallLimit: 0,
  overallPercentage: 0,
  overallUsage: 0,
};

function usage(type: Parameters<typeof info>[0], used: number, limit: number) {
  const { id, label } = info(type);
  const pluralLabel = type.charAt(0).toUpperCase() + type.slice(1);
  return {
    limit,
    objectTypeId: id,
    percentage: percentage(used, limit),
    pluralLabel,
    singularLabel: label,
    usage: used,
  };
}

function percentage(used: number, limit: number): number {
  return Math.round((100 * used) / limit);
}
