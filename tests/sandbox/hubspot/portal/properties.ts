import type { PropertyDefinition } from '../catalogue/definition.ts';
import { hubspotDefinedProperties } from '../catalogue/index.ts';
import { HubSpotError, notFound, validationError } from '../http/errors.ts';
import type { HubSpotLimits } from '../options.ts';
import type { HubSpotObjectType } from '../seed.ts';
import { objectTypes } from './object-types.ts';

export interface StoredProperty extends PropertyDefinition {
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly archivedAt: number | null;
  readonly dataSensitivity: string;
}

export interface PropertyGroup {
  readonly name: string;
  readonly label: string;
  readonly displayOrder: number;
  readonly archived: boolean;
}

/** Property definitions and groups of one portal. */
export class PropertyCatalogue {
  readonly #properties = new Map<HubSpotObjectType, Map<string, StoredProperty>>();
  readonly #groups = new Map<HubSpotObjectType, Map<string, PropertyGroup>>();
  readonly #limits: HubSpotLimits;

  constructor(limits: HubSpotLimits, at: number) {
    this.#limits = limits;
    for (const { type } of objectTypes) {
      const definitions = hubspotDefinedProperties[type];
      const stored = definitions.map((definition): [string, StoredProperty] => [
        definition.name,
        {
          ...definition,
          createdAt: at,
          updatedAt: at,
          archivedAt: null,
          dataSensitivity: 'non_sensitive',
        },
      ]);
      this.#properties.set(type, new Map(stored));
      const names = [...new Set(definitions.map(({ groupName }) => groupName))];
      this.#groups.set(
        type,
        new Map(
          names.map((name, displayOrder) => [
            name,
            { name, label: name, displayOrder, archived: false },
          ]),
        ),
      );
    }
  }

  /** The live definition; undefined when there is none or it is archived. */
  get(type: HubSpotObjectType, name: string): StoredProperty | undefined {
    const property = this.#of(type).get(name);
    return property?.archivedAt === null ? property : undefined;
  }

  require(type: HubSpotObjectType, name: string, archived = false): StoredProperty {
    const property = this.#of(type).get(name);
    if (!property || (property.archivedAt !== null) !== archived) {
      throw notFound(`No property exists with name '${name}'`, { context: { name: [name] } });
    }
    return property;
  }

  list(type: HubSpotObjectType, archived = false): StoredProperty[] {
    return [...this.#of(type).values()].filter(
      (property) => (property.archivedAt !== null) === archived,
    );
  }

  isUnique(type: HubSpotObjectType, name: string): boolean {
    return this.get(type, name)?.hasUniqueValue ?? false;
  }

  /** Throws 409 for a taken name (archived ones too), 400 for an unknown group or a limit. */
  create(type: HubSpotObjectType, definition: PropertyDefinition, at: number): StoredProperty {
    const { name } = definition;
    if (this.#of(type).has(name)) {
      throw new HubSpotError(409, {
        message: `A property named '${name}' already exists.`,
        context: { name: [name] },
        category: 'OBJECT_ALREADY_EXISTS',
        subCategory: 'Properties.PROPERTY_WITH_NAME_EXISTS',
      });
    }
    this.#requireGroup(type, definition.groupName);
    this.#checkLimits(type, definition);
    const property: StoredProperty = {
      ...definition,
      createdAt: at,
      updatedAt: at,
      archivedAt: null,
      dataSensitivity: 'non_sensitive',
    };
    this.#of(type).set(name, property);
    return property;
  }

  update(
    type: HubSpotObjectType,
    name: string,
    changes: Partial<PropertyDefinition>,
    at: number,
  ): StoredProperty {
    const before = this.require(type, name);
    if (changes.groupName !== undefined) this.#requireGroup(type, changes.groupName);
    const property = { ...before, ...changes, updatedAt: at };
    this.#of(type).set(name, property);
    return property;
  }

  archive(type: HubSpotObjectType, name: string, at: number): void {
    const property = this.require(type, name);
    if (property.hubspotDefined) {
      throw validationError(`HubSpot-defined property '${name}' cannot be archived.`);
    }
    this.#of(type).set(name, { ...property, archivedAt: at });
  }

  customCount(type: HubSpotObjectType): number {
    return this.list(type).filter(({ hubspotDefined }) => !hubspotDefined).length;
  }

  groups(type: HubSpotObjectType): PropertyGroup[] {
    return [...this.#groupsOf(type).values()].filter(({ archived }) => !archived);
  }

  group(type: HubSpotObjectType, name: string): PropertyGroup {
    const group = this.#groupsOf(type).get(name);
    if (!group || group.archived) {
      throw notFound(`No property group exists with name '${name}'`, { context: { name: [name] } });
    }
    return group;
  }

  createGroup(type: HubSpotObjectType, name: string, label: string, order?: number): PropertyGroup {
    const groups = this.#groupsOf(type);
    if (groups.has(name)) {
      throw new HubSpotError(409, {
        message: `A property group named '${name}' already exists.`,
        context: { name: [name] },
        category: 'OBJECT_ALREADY_EXISTS',
        subCategory: 'Properties.GROUP_WITH_NAME_EXISTS',
      });
    }
    const group = { name, label, displayOrder: order ?? groups.size, archived: false };
    groups.set(name, group);
    return group;
  }

  updateGroup(
    type: HubSpotObjectType,
    name: string,
    changes: Partial<PropertyGroup>,
  ): PropertyGroup {
    const group = { ...this.group(type, name), ...changes, name };
    this.#groupsOf(type).set(name, group);
    return group;
  }

  archiveGroup(type: HubSpotObjectType, name: string): void {
    const group = this.group(type, name);
    if (this.list(type).some(({ groupName }) => groupName === name)) {
      throw validationError(`Property group '${name}' still has properties.`);
    }
    this.#groupsOf(type).set(name, { ...group, archived: true });
  }

  #requireGroup(type: HubSpotObjectType, name: string): void {
    if (this.#groupsOf(type).get(name)?.archived !== false) {
      throw validationError(`Property group '${name}' does not exist.`, {
        subCategory: 'Properties.GROUP_DOES_NOT_EXIST',
        context: { groupName: [name] },
      });
    }
  }

  #checkLimits(type: HubSpotObjectType, { hasUniqueValue }: PropertyDefinition): void {
    const overall = objectTypes.reduce((sum, entry) => sum + this.customCount(entry.type), 0);
    const { customProperties, customPropertiesPerObject, uniquePropertiesPerObject } = this.#limits;
    if (this.customCount(type) >= customPropertiesPerObject || overall >= customProperties) {
      throw validationError('This account has reached its limit of custom properties.', {
        subCategory: 'Properties.PROPERTY_LIMIT_REACHED',
        context: { limit: [String(Math.min(customProperties, customPropertiesPerObject))] },
      });
    }
    // HubSpot's own unique properties (record id, a contact's e-mail address) do not count.
    const unique = this.list(type).filter(
      (property) => property.hasUniqueValue && !property.hubspotDefined,
    );
    if (hasUniqueValue && unique.length >= uniquePropertiesPerObject) {
      throw validationError(
        `An object can have at most ${uniquePropertiesPerObject} unique properties.`,
        { subCategory: 'Properties.UNIQUE_PROPERTY_LIMIT_REACHED' },
      );
    }
  }

  #of(type: HubSpotObjectType): Map<string, StoredProperty> {
    return this.#properties.get(type) ?? new Map();
  }

  #groupsOf(type: HubSpotObjectType): Map<string, PropertyGroup> {
    return this.#groups.get(type) ?? new Map();
  }
}
