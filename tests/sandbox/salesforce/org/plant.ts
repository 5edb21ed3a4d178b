import type { Json } from '../http/input.ts';
import { toId18 } from '../ids.ts';
import type { SalesforceSeed } from '../seed.ts';
import { Access } from './access.ts';
import { stages } from './derived.ts';
import type { Org } from './org.ts';
import type { WriteContext } from './write-rules.ts';

/** The administrator every org starts with. */
export const firstUserId = toId18('005Op0000000001') ?? '';

/** Writes as Salesforce itself: read-only fields too. */
export const systemContext: WriteContext = {
  access: new Access(firstUserId),
  locate: () => 0,
  version: '68.0',
  allowDuplicates: true,
  origin: 'com/salesforce/ui',
  asSystem: true,
};

/** Fills a new org: itself, its administrator, its stages, its seed. Throws for a seed that is not sound. */
export function plant(org: Org, seed: SalesforceSeed): void {
  create(org, 'User', firstUserId, {
    Username: `admin@${org.id.toLowerCase()}.example`,
    FirstName: 'Ada',
    LastName: 'Admin',
    Email: 'ada.admin@example.com',
    Alias: 'aadmin',
    IsActive: true,
    UserType: 'Standard',
    TimeZoneSidKey: 'GMT',
    LocaleSidKey: 'en_US',
    LanguageLocaleKey: 'en_US',
  });
  create(org, 'Organization', org.id, {
    Name: org.name,
    IsSandbox: org.isSandbox,
    OrganizationType: 'Developer Edition',
    InstanceName: 'LOC1',
    TimeZoneSidKey: 'GMT',
    DefaultLocaleSidKey: 'en_US',
    LanguageLocaleKey: 'en_US',
  });
  for (const [index, [name, stage]] of Object.entries(stages).entries()) {
    create(org, 'OpportunityStage', undefined, {
      MasterLabel: name,
      ApiName: name,
      IsActive: true,
      SortOrder: index + 1,
      IsClosed: stage.isClosed,
      IsWon: stage.isWon,
      DefaultProbability: stage.probability,
    });
  }
  for (const { id, type, values } of seed.records ?? []) create(org, type, id, values);
}

function create(org: Org, typeName: string, id: string | undefined, values: Json): void {
  const type = org.catalogue.find(typeName);
  if (!type) throw new Error(`The seed names an unknown object: ${typeName}`);
  const fixedId = id === undefined ? undefined : toId18(id);
  if (id !== undefined && !fixedId?.startsWith(type.describe.keyPrefix)) {
    throw new Error(`${id} is not the id of a ${typeName}`);
  }
  if (fixedId !== undefined && org.records.get(fixedId)) {
    throw new Error(`The seed uses the id ${id} twice`);
  }
  org.create(type, values, systemContext, fixedId);
}
