/** What the stand-in's controls show and take. */
import { z } from 'zod';
import { faultOrder } from '../gate/faults.ts';
import { objectTypes } from '../portal/object-types.ts';
import type { Portal } from '../portal/portal.ts';
import { iso } from '../portal/render.ts';
import type { StandinState } from '../state.ts';

export function controls(state: StandinState) {
  return {
    faultOrder,
    describe: () => ({ portals: state.portals().map(describe) }),
    orders: new Map([
      [
        'uninstall',
        (body: unknown) => {
          const { portalId = state.portalId } = uninstallOrder.parse(body);
          state.uninstall(portalId);
          return { portalId };
        },
      ],
    ]),
  };
}

/** Body of `POST /__standin/uninstall`: an administrator removes the app from the account. */
const uninstallOrder = z.strictObject({ portalId: z.int().positive().optional() });

/** A portal with all values and links, for a person or a test to look at. */
function describe(portal: Portal): Record<string, unknown> {
  const records = objectTypes.map(({ type }) => [
    type,
    portal.records.all(type).map((record) => ({
      id: record.id,
      archived: record.archivedAt !== null,
      updatedAt: iso(record.updatedAt),
      properties: Object.fromEntries(record.values),
      associations: portal.associations.neighbours(record).map((to) => ({
        ...to,
        typeIds: portal.associations.typeIds(record, to),
      })),
    })),
  ]);
  const customProperties = objectTypes.map(({ type }) => [
    type,
    portal.properties
      .list(type)
      .filter(({ hubspotDefined }) => !hubspotDefined)
      .map(({ name }) => name),
  ]);
  return {
    portalId: portal.id,
    records: Object.fromEntries(records),
    customProperties: Object.fromEntries(customProperties),
    completedCallbacks: Object.fromEntries(portal.callbacks.completed),
  };
}
