import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { schema } from '../../salesforce-package/checks/metadata/schema.ts';
import { home } from '../../salesforce-package/checks/project.ts';
import { salesforceFields } from '../../shared/fields/salesforce.ts';
import { allOf, children, type Element, namesOf, one, read, text } from './package.ts';

const packaged = allOf('permissionset');
const names = ['OppSpot_Admin_User', 'OppSpot_Integration', 'OppSpot_User'];

const fields = ['Account', 'Contact', 'Lead'].flatMap((object) =>
  salesforceFields().map(({ apiName }) => `${object}.${apiName}`),
);
const keys = ['Opportunity.Key__c', 'Task.Key__c'];

it('There are three permission sets', () => {
  expect([...packaged.keys()].sort()).toEqual(names);
});

describe.each(names)('%s', (name) => {
  const set = one('permissionset', name);

  it('grants nothing that a managed package cannot bring: standard objects, system permissions', () => {
    expect(set.objectPermissions).toBeUndefined();
    expect(set.userPermissions).toBeUndefined();
  });

  it('needs no licence, so that an administrator can assign it to anybody', () => {
    expect(set.license).toBeUndefined();
  });

  it('names only what is there', () => {
    const classes = namesOf('.cls');
    const known: [element: string, name: string, known: Iterable<string>][] = [
      ['applicationVisibilities', 'application', allOf('app').keys()],
      ['classAccesses', 'apexClass', classes],
      ['customMetadataTypeAccesses', 'name', allOf('object').keys()],
      ['customPermissions', 'name', allOf('customPermission').keys()],
      ['pageAccesses', 'apexPage', namesOf('.page')],
      ['tabSettings', 'tab', allOf('tab').keys()],
    ];
    for (const [element, key, there] of known) {
      const named = children(set, element).map((access) => text(access, key));
      expect([...there]).toEqual(expect.arrayContaining(named));
    }
  });

  it('names only fields that exist and are not required, which Salesforce refuses', () => {
    const definitions = allOf('field');
    for (const { field } of fieldsOf(set)) {
      // A field of an activity is granted on the task.
      const definition = definitions.get(field.replace(/^Task\./, 'Activity.'));
      expect(definition, field).toBeDefined();
      expect(text(definition as Element, 'required'), field).not.toBe('true');
    }
  });

  it('shows every field of oppSpot', () => {
    const seen = fieldsOf(set).map(({ field }) => field);
    expect(seen.filter((field) => !keys.includes(field)).sort()).toEqual([...fields].sort());
  });
});

describe('Only the user that oppSpot connects as', () => {
  it('writes the fields of oppSpot', () => {
    expect(editable('OppSpot_User')).toEqual([]);
    expect(editable('OppSpot_Admin_User')).toEqual([]);
    expect(editable('OppSpot_Integration')).toEqual([...fields, ...keys].sort());
  });

  it('sees the keys of tasks and opportunities', () => {
    const seen = names.filter((name) =>
      fieldsOf(one('permissionset', name)).some(({ field }) => keys.includes(field)),
    );
    expect(seen).toEqual(['OppSpot_Integration']);
  });
});

describe('Whoever enriches', () => {
  it.each(['OppSpot_User', 'OppSpot_Admin_User'])('may use the external credential: %s', (name) => {
    const granted = children(one('permissionset', name), 'externalCredentialPrincipalAccesses');
    expect(granted.map((access) => text(access, 'externalCredentialPrincipal'))).toEqual([
      'OppSpot_API-OrgPrincipal',
    ]);
  });

  it('may call the card, the Flow action and the list button, and only an administrator the setup', () => {
    const classes = (name: string) =>
      children(one('permissionset', name), 'classAccesses').map((one) => text(one, 'apexClass'));
    const enriching = ['OppSpotCardController', 'OppSpotEnrichAction', 'OppSpotListController'];
    expect(classes('OppSpot_User')).toEqual(enriching);
    expect(classes('OppSpot_Admin_User')).toEqual([
      ...enriching,
      'OppSpotEraseAction',
      // Who connects lets the server lay down the org's keys.
      'OppSpotKeyResource',
      'OppSpotSetupController',
    ]);
  });

  it('may administer oppSpot only as an administrator', () => {
    const permissions = (name: string) =>
      children(one('permissionset', name), 'customPermissions').map((one) => text(one, 'name'));
    expect(permissions('OppSpot_User')).toEqual(['OppSpot_Enrich']);
    expect(permissions('OppSpot_Admin_User')).toEqual(['OppSpot_Admin', 'OppSpot_Enrich']);
  });
});

describe('The permission set for what the package cannot bring', () => {
  const folder = join(home, 'salesforce-package/unpackaged');
  const access = read(
    join(folder, 'permissionsets/OppSpot_Integration_Access.permissionset-meta.xml'),
  );

  it('is what Salesforce says a permission set is', async () => {
    const project = { root: home, packageFolders: [folder], namespace: 'oppspot' };
    expect((await schema.run(project)).findings).toEqual([]);
  });

  it('lets the integration user do what enriching and undoing need, to records it is shown', () => {
    const may = Object.fromEntries(
      children(access, 'objectPermissions').map((one) => [
        text(one, 'object'),
        ['Read', 'Create', 'Edit', 'Delete'].filter((what) => text(one, `allow${what}`) === 'true'),
      ]),
    );
    expect(may).toEqual({
      Account: ['Read', 'Edit'],
      Contact: ['Read', 'Edit'],
      Lead: ['Read', 'Edit'],
      Opportunity: ['Read', 'Create', 'Edit', 'Delete'],
    });
    const all = children(access, 'objectPermissions').flatMap((one) => [
      text(one, 'viewAllRecords'),
      text(one, 'modifyAllRecords'),
    ]);
    expect(new Set(all)).toEqual(new Set(['false']));
    expect(children(access, 'userPermissions').map((one) => text(one, 'name'))).toEqual([
      'ActivitiesAccess',
      'ApiEnabled',
      'EditTask',
      'ViewSetup',
    ]);
  });
});

function fieldsOf(set: Element): { field: string; editable: boolean }[] {
  return children(set, 'fieldPermissions').map((access) => {
    expect(text(access, 'readable')).toBe('true');
    return { field: text(access, 'field'), editable: text(access, 'editable') === 'true' };
  });
}

function editable(name: string): string[] {
  return fieldsOf(one('permissionset', name))
    .filter((access) => access.editable)
    .map(({ field }) => field)
    .sort();
}
