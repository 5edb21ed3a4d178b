/** Records as a person at HubSpot's pages sees and changes them. */
import express, { type Router } from 'express';
import { z } from 'zod';
import type { HubSpotStandin } from '../../../hubspot/index.ts';
import type { StoredRecord } from '../../../hubspot/portal/records.ts';
import type { PageObject } from '../../contract.ts';
import { listView } from '../crm/list-view.ts';
import { recordView } from '../crm/record-view.ts';
import { PageError } from '../http/errors.ts';

const pageObject = z.enum(['contacts', 'companies', 'deals']);
const listedObject = z.enum(['contacts', 'companies']);
const listQuery = z.object({
  search: z.string().max(200).default(''),
  limit: z.coerce.number().int().min(0).max(10_000).default(100),
});
const writtenProperties = z.strictObject({
  properties: z.record(z.string(), z.string().max(65_536)),
});

export function recordRoutes(hubspot: HubSpotStandin): Router {
  const router = express.Router();

  router.get('/:type', (request, response) => {
    const { search, limit } = listQuery.parse(request.query);
    response.json(listView(hubspot.portal(), listed(request.params.type), search, limit));
  });

  router.post('/:type', (request, response) => {
    const { properties } = writtenProperties.parse(request.body);
    const created = hubspot.create(listed(request.params.type), properties);
    response.status(201).json({ id: created.id });
  });

  router.get('/:type/:id', (request, response) => {
    const { type, record } = find(request.params);
    response.json(recordView(hubspot.portal(), record, type));
  });

  router.patch('/:type/:id', (request, response) => {
    const { properties } = writtenProperties.parse(request.body);
    const { type, record } = find(request.params);
    requireEditable(type, Object.keys(properties));
    hubspot.update(type, record.id, properties);
    response.json(recordView(hubspot.portal(), record, type));
  });

  router.delete('/:type/:id', (request, response) => {
    const { type, record } = find(request.params);
    hubspot.archive(type, record.id);
    response.status(204).end();
  });

  function find(params: { type: string; id: string }): { type: PageObject; record: StoredRecord } {
    const type = pageObject.safeParse(params.type);
    const record = type.success ? hubspot.portal().records.live(type.data, params.id) : undefined;
    if (!type.success || !record) {
      throw new PageError(404, 'This record does not exist any more.');
    }
    return { type: type.data, record };
  }

  /** The stand-in's helpers may set what only the portal itself sets; a person may not. */
  function requireEditable(type: PageObject, names: readonly string[]): void {
    for (const name of names) {
      const property = hubspot.portal().properties.get(type, name);
      if (property?.readOnlyValue || property?.calculated) {
        throw new PageError(400, `${property.label} is set by HubSpot and cannot be edited.`);
      }
    }
  }

  return router;
}

function listed(type: string) {
  const parsed = listedObject.safeParse(type);
  if (!parsed.success) throw new PageError(404, 'There is no such list.');
  return parsed.data;
}
