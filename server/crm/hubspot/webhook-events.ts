/**
 * What HubSpot's webhooks tell, in both shapes it uses: `object.*` with an object type id, and the
 * older `contact.*` and `company.*`. A part that makes no sense does not spoil the rest of a delivery.
 * https://developers.hubspot.com/docs/api-reference/webhooks-webhooks-v3/guide
 */
import { z } from 'zod';
import { table } from '../../../shared/table.ts';
import type { EventKind, RecordEvent } from '../record-event.ts';
import type { HubSpotRecordType } from './fields.ts';
import { isHubSpotId } from './links.ts';

/** Most events of one delivery. */
export const deliverySize = 100;

export interface ReadDelivery {
  readonly events: readonly { readonly portalId: string; readonly event: RecordEvent }[];
  /** Echoes of our own writes, and what no part of oppSpot depends on. */
  readonly ignored: number;
  readonly unreadable: number;
}

const id = z
  .union([z.int().min(0), z.string()])
  .transform(String)
  .refine(isHubSpotId);

const delivered = z.looseObject({
  portalId: id,
  subscriptionType: z.string().min(1).max(100),
  objectId: id,
  objectTypeId: z.string().nullish(),
  eventId: z.union([z.number(), z.string().max(100)]).transform(String),
  occurredAt: z.int().min(0).max(8_640_000_000_000),
  propertyName: z.string().nullish(),
  changeSource: z.string().nullish(),
  sourceId: z.union([z.string(), z.number()]).transform(String).nullish(),
  primaryObjectId: id.nullish(),
  newObjectId: id.nullish(),
  mergedObjectIds: z.array(id).max(1_000).nullish(),
});
type Delivered = z.infer<typeof delivered>;

const kinds = table<EventKind>({
  creation: 'created',
  propertyChange: 'changed',
  deletion: 'deleted',
  restore: 'restored',
  merge: 'merged',
  privacyDeletion: 'erased',
});

const objects = table<HubSpotRecordType>({
  '0-1': 'contact',
  '0-2': 'company',
  contact: 'contact',
  company: 'company',
});

/** Values that decide which company a record is matched with. */
const matchingProperties: Readonly<Record<HubSpotRecordType, ReadonlySet<string>>> = {
  contact: new Set(['email', 'company', 'website', 'associatedcompanyid']),
  company: new Set(['name', 'domain', 'website', 'country', 'city', 'zip']),
};

/** @param appId ours, by which an echo of our own writes is told; null tells none */
export function readDelivery(delivery: readonly unknown[], appId: string | null): ReadDelivery {
  const events: { portalId: string; event: RecordEvent }[] = [];
  let ignored = 0;
  let unreadable = 0;
  for (const part of delivery) {
    const parsed = delivered.safeParse(part);
    if (!parsed.success) {
      unreadable += 1;
      continue;
    }
    const event = recordEvent(parsed.data, appId);
    if (event === 'unreadable') unreadable += 1;
    else if (event === 'ignored') ignored += 1;
    else events.push({ portalId: parsed.data.portalId, event });
  }
  return { events, ignored, unreadable };
}

function recordEvent(
  part: Delivered,
  appId: string | null,
): RecordEvent | 'ignored' | 'unreadable' {
  const [subject = '', what = ''] = part.subscriptionType.split('.', 2);
  const kind = kinds[what];
  const object = objects[subject === 'object' ? (part.objectTypeId ?? '') : subject];
  if (!kind || !object) return 'ignored';
  // Only people can ask for that; a company's number is another person's.
  if (kind === 'erased' && object !== 'contact') return 'ignored';
  const isTold =
    kind === 'created' ||
    (kind === 'changed' && matchingProperties[object].has(part.propertyName ?? ''));
  if ((kind === 'created' || kind === 'changed') && (!isTold || isEcho(part, appId))) {
    return 'ignored';
  }
  const common = {
    eventId: part.eventId,
    subscriptionType: part.subscriptionType,
    occurredAt: new Date(part.occurredAt),
  };
  if (kind !== 'merged') {
    return { ...common, kind, record: { object, id: part.objectId }, absorbedIds: [] };
  }
  const survivorId = part.newObjectId ?? part.primaryObjectId ?? part.objectId;
  const others = [...(part.mergedObjectIds ?? []), part.primaryObjectId ?? survivorId];
  const absorbedIds = [...new Set(others)].filter((other) => other !== survivorId);
  if (absorbedIds.length === 0) return 'unreadable';
  return { ...common, kind, record: { object, id: survivorId }, absorbedIds };
}

/** HubSpot tells an app of the app's own writes too. */
function isEcho({ changeSource, sourceId }: Delivered, appId: string | null): boolean {
  return appId !== null && changeSource === 'INTEGRATION' && sourceId === appId;
}
