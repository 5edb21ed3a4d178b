/** One Apex transaction: the org it runs in, the user it runs for, and the way to the product. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { SalesforceStandin } from '../../salesforce/index.ts';
import { Access } from '../../salesforce/org/access.ts';
import { labelTexts, packageSources } from '../build/components.ts';
import type { UiUser } from '../contract.ts';
import { type Gateway, httpGateway } from './gateway.ts';
import { customMetadata, type Grants, grantsOf } from './org-metadata.ts';
import { ApexProblem, type ForeseenLabel, refusal } from './problem.ts';

/** Where the package, the org and the product are. */
export interface BridgeOptions {
  readonly salesforce: SalesforceStandin;
  /** Where the product listens on this machine. */
  readonly appServer: string;
  /** Where a browser reaches the product's pages, in place of the address in the package's metadata. */
  readonly appAddress?: string | undefined;
  /** The folder of `generate` and `force-app`. */
  readonly packageRoot: string;
}

export interface Transaction {
  readonly salesforce: SalesforceStandin;
  readonly user: UiUser;
  readonly grants: Grants;
  /** What the user's profile lets them see and do in the org. */
  readonly access: Access;
  readonly isConnected: boolean;
  readonly gateway: Gateway;
  /** Null: as the package's metadata has it. */
  readonly appAddress: string | null;
  readonly labels: ReadonlyMap<string, string>;
  /** Names it in the product's log, and in a refusal. */
  readonly requestId: string;
  /** The value of a custom metadata record. */
  metadata(record: `${string}.${string}`, field: string): string | null;
}

/** Reads the package's files anew: what was saved counts from the next click on. */
export function beginTransaction(options: BridgeOptions, user: UiUser): Transaction {
  const { salesforce, packageRoot, appServer } = options;
  const keys = salesforce.orgKeys();
  const metadataFolder = join(packageRoot, 'force-app/main/default');
  const requestId = randomUUID();
  const grants = grantsOf(metadataFolder, user.permissionSets);
  return {
    salesforce,
    user,
    grants,
    access: new Access(user.id, salesforce.org().permissions.get(user.id)),
    isConnected: keys !== null,
    gateway: httpGateway({
      appServer,
      keys,
      grants,
      requestId,
      orgId: salesforce.orgId,
      userId: user.id,
    }),
    requestId,
    appAddress: options.appAddress ?? null,
    labels: labelTexts(packageSources(packageRoot)),
    metadata: (record, field) => customMetadata(metadataFolder, record, field),
  };
}

/** As `OppSpotAccess`. @throws ApexProblem */
export function requirePermission(
  { grants }: Transaction,
  name: 'OppSpot_Enrich' | 'OppSpot_Admin',
): void {
  const lacking: ForeseenLabel =
    name === 'OppSpot_Enrich' ? 'Apex_No_Enrich_Permission' : 'Apex_No_Admin_Permission';
  if (!grants.customPermissions.has(name)) throw new ApexProblem(lacking);
}

/** A switch that is not there is on. @throws ApexProblem */
export function requireOn({ metadata }: Transaction, name: string): void {
  if (metadata(`OppSpot_Switch.${name}`, 'Is_On__c') === 'false') {
    throw new ApexProblem('Apex_Switched_Off');
  }
}

/** The answer, or the refusal that takes its place. */
export async function answered(
  { labels, requestId }: Transaction,
  work: () => string | Promise<string>,
): Promise<string> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ApexProblem) return refusal(error, labels, requestId);
    throw error;
  }
}
