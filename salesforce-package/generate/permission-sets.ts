/** Who may do what. Least rights: reps read, the integration user writes, admins see the setup. */
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

/** Key fields: of tasks they are those of the activity. */
const keyAccesses = (editable: boolean) =>
  Object.values(keyedObjects)
    .sort()
    .map((object) => fieldAccess(`${object}.${keyFieldName}`, editable));

const pageAccess = (page: string): XmlElement => [
  'pageAccesses',
  [
    ['apexPage', page],
    ['enabled', true],
  ],
];

const objectAccess = (object: string, may: { create: boolean; edit: boolean; delete: boolean }) =>
  [
    'objectPermissions',
    [
      ['allowCreate', may.create],
      ['allowDelete', may.delete],
      ['allowEdit', may.edit],
      ['allowRead', true],
      ['modifyAllRecords', false],
      ['object', object],
      ['viewAllRecords', false],
    ],
  ] satisfies XmlElement;

const setupTab: XmlElement = [
  'tabSettings',
  [
    ['tab', 'OppSpot_Setup'],
    ['visibility', 'Visible'],
  ],
];

const user: XmlElement[] = [
  ...['OppSpotCardController', 'OppSpotEnrichAction', 'OppSpotListController'].map(classAccess),
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
    'OppSpotSetupController',
  ].map(classAccess),
  customPermission('OppSpot_Admin'),
  customPermission('OppSpot_Enrich'),
  ['description', 'Lets an administrator connect oppSpot, change its settings and enrich records.'],
  mayCallOut,
  ...fieldAccesses(false),
  ...keyAccesses(false),
  ['hasActivationRequired', false],
  ['label', 'oppSpot Admin'],
  ...enrichedObjects.map((object) => pageAccess(listPageOf(object))),
  setupTab,
];

/** Undo deletes the task and the opportunity that oppSpot created. */
const integration: XmlElement[] = [
  [
    'description',
    'For the user that oppSpot connects as: reads the records that are enriched and writes what oppSpot found.',
  ],
  ...fieldAccesses(true),
  ...keyAccesses(true),
  ['hasActivationRequired', false],
  ['label', 'oppSpot Integration'],
  objectAccess('Account', { create: false, edit: true, delete: false }),
  objectAccess('Contact', { create: false, edit: true, delete: false }),
  objectAccess('Lead', { create: false, edit: true, delete: false }),
  objectAccess('Opportunity', { create: true, edit: true, delete: true }),
  ...['ApiEnabled', 'EditTask', 'ViewSetup'].map(
    (name): XmlElement => [
      'userPermissions',
      [
        ['enabled', true],
        ['name', name],
      ],
    ],
  ),
];
