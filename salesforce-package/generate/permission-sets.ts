/**
 * Who may do what. Least rights: reps read, the integration user writes, admins see the setup.
 *
 * Only rights to what the package brings: a managed package installs no permissions on standard objects
 * and no system permissions. What the integration user needs of those is a permission set of the org's
 * own, `salesforce-package/unpackaged/`.
 * https://developer.salesforce.com/docs/atlas.en-us.pkg2_dev.meta/pkg2_dev/packaging_permission_set_groups.htm
 */
import { salesforceFields } from '../../shared/fields/salesforce.ts';
import { enrichedObjects, keyedObjects, keyFieldName } from './fields.ts';
import type { GeneratedFiles } from './files.ts';
import { listPageOf } from './list-buttons.ts';
import { metadataFile, type XmlElement } from './xml.ts';

export function permissionSetFiles(): GeneratedFiles {
  return new Map([
    file('OppSpot_User', user),
    file('OppSpot_Admin_User', administrator),
    file('OppSpot_Integration', integration),
  ]);
}

function file(name: string, elements: readonly XmlElement[]): [string, string] {
  return [`permissionsets/${name}.permissionset-meta.xml`, metadataFile('PermissionSet', elements)];
}

const classAccess = (name: string): XmlElement => [
  'classAccesses',
  [
    ['apexClass', name],
    ['enabled', true],
  ],
];

const customPermission = (name: string): XmlElement => [
  'customPermissions',
  [
    ['enabled', true],
    ['name', name],
  ],
];

/** Without it a callout fails, and only for those who are no administrators. */
const mayCallOut: XmlElement = [
  'externalCredentialPrincipalAccesses',
  [
    ['enabled', true],
    ['externalCredentialPrincipal', 'OppSpot_API-OrgPrincipal'],
  ],
];

const fieldAccess = (field: string, editable: boolean): XmlElement => [
  'fieldPermissions',
  [
    ['editable', editable],
    ['field', field],
    ['readable', true],
  ],
];

const fieldAccesses = (editable: boolean) =>
  enrichedObjects.flatMap((object) =>
    salesforceFields()
      .map(({ apiName }) => `${object}.${apiName}`)
      .sort()
      .map((field) => fieldAccess(field, editable)),
  );

/** Nobody else sees the keys, so that no copy of a record takes one along. */
const keyAccesses = Object.values(keyedObjects)
  .sort()
  .map((object) => fieldAccess(`${object}.${keyFieldName}`, true));

const pageAccess = (page: string): XmlElement => [
  'pageAccesses',
  [
    ['apexPage', page],
    ['enabled', true],
  ],
];

/** For orgs that restrict access to custom metadata types. */
const switchAccess: XmlElement = [
  'customMetadataTypeAccesses',
  [
    ['enabled', true],
    ['name', 'OppSpot_Switch__mdt'],
  ],
];

const setupTab: XmlElement = [
  'tabSettings',
  [
    ['tab', 'OppSpot_Setup'],
    ['visibility', 'Visible'],
  ],
];

const user: XmlElement[] = [
  ...['OppSpotCardController', 'OppSpotEnrichAction', 'OppSpotListController'].map(classAccess),
  switchAccess,
  customPermission('OppSpot_Enrich'),
  ['description', 'Lets a person see what oppSpot found and enrich records.'],
  mayCallOut,
  ...fieldAccesses(false),
  ['hasActivationRequired', false],
  ['label', 'oppSpot User'],
  ...enrichedObjects.map((object) => pageAccess(listPageOf(object))),
];

const administrator: XmlElement[] = [
  [
    'applicationVisibilities',
    [
      ['application', 'oppSpot'],
      ['visible', true],
    ],
  ],
  ...[
    'OppSpotCardController',
    'OppSpotEnrichAction',
    'OppSpotListController',
    'OppSpotEraseAction',
    'OppSpotKeyResource',
    'OppSpotSetupController',
  ].map(classAccess),
  switchAccess,
  customPermission('OppSpot_Admin'),
  customPermission('OppSpot_Enrich'),
  ['description', 'Lets an administrator connect oppSpot, change its settings and enrich records.'],
  mayCallOut,
  ...fieldAccesses(false),
  ['hasActivationRequired', false],
  ['label', 'oppSpot Admin'],
  ...enrichedObjects.map((object) => pageAccess(listPageOf(object))),
  setupTab,
];

const integration: XmlElement[] = [
  [
    'description',
    'For the user that oppSpot connects as: writes the fields of oppSpot. Rights to contacts, accounts, leads, tasks and opportunities come from a profile or another permission set.',
  ],
  ...fieldAccesses(true),
  ...keyAccesses,
  ['hasActivationRequired', false],
  ['label', 'oppSpot Integration'],
];
