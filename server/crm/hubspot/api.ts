/**
 * The few HubSpot calls the connector makes, in plain values. The only file besides `client.ts` that
 * knows the official client's shapes.
 */
import { faultsOf, idOf, listOf, throwUnlessMissing, toAnswer, toObject } from './answers.ts';
import type {
  AssociationTarget,
  BatchAnswer,
  ChangedObject,
  DealPipeline,
  ExistingProperty,
  HubSpotObject,
  HubSpotOwner,
  HubSpotType,
  NewObject,
  PropertyDefinition,
} from './api-types.ts';
import type { HubSpotClient, HubSpotCrm } from './client.ts';
import { toProperty } from './property.ts';

/** Most inputs one batch of records may have. */
export const batchSize = 100;
/** https://developers.hubspot.com/changelog/bug-fix-batch-read-limit-for-hubspot-associations-api */
const associationInputs = 1_000;
/** The most HubSpot gives at once. */
const ownersPerPage = 500;

type NewProperty = Parameters<HubSpotCrm['properties']['coreApi']['create']>[1];

export type HubSpotApi = ReturnType<typeof createHubSpotApi>;

export function createHubSpotApi(client: HubSpotClient) {
  return {
    /**
     * One record, and the ids associated with it when asked for; `more` when the list goes on.
     * @throws CrmError `not_found`
     */
    async readOne(
      type: HubSpotType,
      id: string,
      properties: readonly string[],
      associated?: HubSpotType,
    ): Promise<{ object: HubSpotObject; associatedIds: string[]; more: boolean }> {
      return client.call('read', async (crm) => {
        const answer = await crm.objects.basicApi.getById(
          type,
          id,
          [...properties],
          undefined,
          associated && [associated],
          false,
        );
        const object = toObject(answer);
        const list = associated && answer.associations?.[associated];
        return {
          object,
          associatedIds: [...new Set(listOf(list ? list.results : []).map((one) => idOf(one.id)))],
          more: Boolean(list?.paging?.next),
        };
      });
    },

    /**
     * Records by id, or by a unique property; archived ones only when asked for. Missing ones are
     * left out; `faults` says what else went wrong with parts.
     * @throws CrmError when HubSpot refuses a whole batch
     */
    async readMany(
      type: HubSpotType,
      ids: readonly string[],
      properties: readonly string[],
      options: { readonly idProperty?: string; readonly archived?: boolean } = {},
    ): Promise<BatchAnswer> {
      const { idProperty, archived = false } = options;
      const answers = await Promise.all(
        chunks([...new Set(ids)], batchSize).map((chunk) =>
          client.call('read', async (crm) =>
            toAnswer(
              await crm.objects.batchApi.read(
                type,
                {
                  idProperty,
                  properties: [...properties],
                  propertiesWithHistory: [],
                  inputs: chunk.map((id) => ({ id })),
                },
                archived,
              ),
            ),
          ),
        ),
      );
      return merge(answers);
    },

    /** Ids associated with each record, every page of them; a record without any has an empty list. */
    async associatedIds(
      from: HubSpotType,
      to: HubSpotType,
      ids: readonly string[],
    ): Promise<Map<string, string[]>> {
      const found = new Map<string, Set<string>>(ids.map((id) => [id, new Set()]));
      let pending: { id: string; after?: string }[] = [...found.keys()].map((id) => ({ id }));
      while (pending.length > 0) {
        const answers = await Promise.all(
          chunks(pending, associationInputs).map((inputs) =>
            client.call('read', async (crm) => {
              const page = await crm.associations.v4.batchApi.getPage(from, to, { inputs });
              throwUnlessMissing('errors' in page ? faultsOf(page.errors) : []);
              return listOf(page?.results).map((one) => ({
                id: idOf(one._from?.id),
                targets: listOf(one.to).map((target) => idOf(target.toObjectId)),
                after: one.paging?.next?.after,
              }));
            }),
          ),
        );
        pending = [];
        for (const { id, targets, after } of answers.flat()) {
          const known = found.get(id);
          for (const target of targets) known?.add(target);
          if (known && after) pending.push({ id, after });
        }
      }
      return new Map([...found].map(([id, targets]) => [id, [...targets]]));
    },

    /** At most 100, each id once. @throws CrmError when HubSpot refuses the whole batch */
    async update(type: HubSpotType, changes: readonly ChangedObject[]): Promise<BatchAnswer> {
      const inputs = changes.map((change) => ({
        id: change.id,
        objectWriteTraceId: change.traceId,
        properties: { ...change.properties },
      }));
      return client.call('idempotent-write', async (crm) =>
        toAnswer(await crm.objects.batchApi.update(type, { inputs })),
      );
    },

    /** At most 100, with their associations. @throws CrmError when HubSpot refuses the whole batch */
    async create(type: HubSpotType, objects: readonly NewObject[]): Promise<BatchAnswer> {
      const inputs = objects.map((object) => ({
        objectWriteTraceId: object.traceId,
        properties: { ...object.properties },
        associations: object.associations.map(toAssociation),
      }));
      return client.call('create', async (crm) =>
        toAnswer(await crm.objects.batchApi.create(type, { inputs })),
      );
    },

    /** Moves a record to HubSpot's recycling bin. @throws CrmError `not_found` */
    async archive(type: HubSpotType, id: string): Promise<void> {
      await client.call('idempotent-write', (crm) => crm.objects.basicApi.archive(type, id));
    },

    async propertyGroups(type: HubSpotType): Promise<string[]> {
      return client.call('read', async (crm) =>
        listOf((await crm.properties.groupsApi.getAll(type))?.results).map((group) => group.name),
      );
    },

    /** @throws CrmError `conflict` when it exists */
    async createPropertyGroup(
      type: HubSpotType,
      group: { readonly name: string; readonly label: string },
    ): Promise<void> {
      await client.call('idempotent-write', (crm) =>
        crm.properties.groupsApi.create(type, { ...group }),
      );
    },

    async properties(type: HubSpotType, archived = false): Promise<ExistingProperty[]> {
      const found = await client.call('read', async (crm) =>
        listOf((await crm.properties.coreApi.getAll(type, archived))?.results),
      );
      return found.map(toProperty);
    },

    /** @throws CrmError `conflict` when the name is taken, also by an archived property */
    async createProperty(type: HubSpotType, definition: PropertyDefinition): Promise<void> {
      const { options, ...rest } = definition;
      // The definition's type and fieldType are HubSpot's words; the client's enums are not exported.
      const property = {
        ...rest,
        ...(options && { options: options.map((option) => ({ ...option })) }),
      } as NewProperty;
      // A second attempt at the same name is a conflict, never a second property.
      await client.call('idempotent-write', (crm) => crm.properties.coreApi.create(type, property));
    },

    /** Owners who are not archived, every page of them. */
    async owners(): Promise<HubSpotOwner[]> {
      const found: HubSpotOwner[] = [];
      let after: string | undefined;
      do {
        const cursor = after;
        const page = await client.call('read', async (crm) => {
          const answer = await crm.owners.ownersApi.getPage(
            undefined,
            cursor,
            ownersPerPage,
            false,
          );
          return {
            owners: listOf(answer?.results).map(toOwner),
            next: answer.paging?.next?.after,
          };
        });
        found.push(...page.owners);
        // A page that leads back to itself would be read for ever.
        after = page.next === cursor ? undefined : page.next;
      } while (after !== undefined);
      return found;
    },

    /** @throws CrmError `not_found` */
    async isSuperAdmin(userId: string): Promise<boolean> {
      const user = await client.call('read', (_crm, { settings }) =>
        settings.users.usersApi.getById(userId),
      );
      return user.superAdmin === true;
    },

    async dealPipelines(): Promise<DealPipeline[]> {
      const found = await client.call('read', async (crm) =>
        listOf((await crm.pipelines.pipelinesApi.getAll('deals'))?.results),
      );
      return found
        .filter((pipeline) => !pipeline.archived)
        .map(({ id, label, displayOrder, stages }) => ({
          id,
          label,
          displayOrder,
          stages: stages
            .filter((stage) => !stage.archived)
            .map((stage) => ({
              id: stage.id,
              label: stage.label,
              displayOrder: stage.displayOrder,
              closed: isClosed(stage.metadata ?? {}),
            })),
        }));
    },
  };
}

interface OwnerLike {
  readonly id?: unknown;
  readonly userId?: unknown;
  readonly firstName?: unknown;
  readonly lastName?: unknown;
  readonly email?: unknown;
}

/** @throws MalformedAnswer when it has no id */
function toOwner(owner: OwnerLike): HubSpotOwner {
  const text = (value: unknown) =>
    typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
  return {
    id: idOf(owner.id),
    userId: typeof owner.userId === 'number' ? String(owner.userId) : null,
    firstName: text(owner.firstName),
    lastName: text(owner.lastName),
    email: text(owner.email),
  };
}

/** A stage is closed when it says so, or when its probability leaves nothing open. */
function isClosed(metadata: Readonly<Record<string, string>>): boolean {
  if (metadata.isClosed !== undefined) return metadata.isClosed === 'true';
  const probability = Number(metadata.probability);
  return metadata.probability !== undefined && (probability === 0 || probability === 1);
}

function toAssociation({ id, typeId }: AssociationTarget) {
  // The client types the category as an enum it does not export.
  const category = 'HUBSPOT_DEFINED' as never;
  return { to: { id }, types: [{ associationCategory: category, associationTypeId: typeId }] };
}

function merge(answers: readonly BatchAnswer[]): BatchAnswer {
  return {
    objects: answers.flatMap((answer) => answer.objects),
    faults: answers.flatMap((answer) => answer.faults),
  };
}

export function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
