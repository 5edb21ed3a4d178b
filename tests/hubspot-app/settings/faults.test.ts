import { describe, expect, it } from 'vitest';
import { CrmError } from '../../../server/crm/errors.ts';
import { accountFaults } from '../../../server/settings/account-faults.ts';
import type { AccountLists } from '../../../server/settings/account-lists.ts';
import { faultsOf } from '../../../server/settings/faults.ts';
import { settingsUpdate } from '../../../shared/contract/settings.ts';
import {
  defaultSettings,
  type TenantSettings,
  tenantSettings,
} from '../../../shared/tenant/settings.ts';
import { worldSettings } from '../../sandbox/world/world.ts';

const rule = (id: string, more: object = {}) => ({ id, name: 'A rule', ownerIds: ['1'], ...more });
const many = <T>(count: number, item: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => item(index));

/** The fields that are objected to in settings that differ from the defaults in this. */
function fieldsOf(difference: object, suppressEmails: string[] = []) {
  const settings = tenantSettings.parse(difference);
  const update = settingsUpdate.parse({ version: '1', settings, suppressEmails });
  return faultsOf(update).map(({ field }) => field);
}

describe('settings that need no look into the CRM', () => {
  it.each([
    ['the defaults', {}],
    ['those of the sandbox', worldSettings],
    [
      'countries in lower case, and sizes side by side',
      {
        idealCustomer: {
          countries: ['gb', 'XK'],
          sizes: [
            { minimum: 1, maximum: 9 },
            { minimum: 1, maximum: null },
          ],
        },
      },
    ],
    [
      'domains as people paste them',
      { suppression: { domains: ['https://www.quiet.example/a?b', 'Bücher.example', 'a.co.uk'] } },
    ],
    ['a record of Salesforce', { suppression: { recordIds: ['0035g00000AbCdEAAV'] } }],
  ])('are good when they are %s', (_, difference) => {
    expect(fieldsOf(difference)).toEqual([]);
  });

  it.each([
    ['a country nobody knows', { countries: ['GB', 'ZZ'] }, 'countries.1'],
    ['a name in place of a code', { countries: ['UK'] }, 'countries.0'],
    ['sizes upside down', { sizes: [{ minimum: 9, maximum: 3 }] }, 'sizes.0.maximum'],
    ['a size twice', { sizes: many(2, () => ({ minimum: 9, maximum: null })) }, 'sizes.1'],
    ['a blank industry', { industries: ['62', ' '] }, 'industries.1'],
    ['a technology as long as a page', { technologies: ['x'.repeat(201)] }, 'technologies.0'],
    ['an imported list', { industries: many(201, String) }, 'industries'],
  ])('are faulty for the ideal customer with %s', (_, idealCustomer, field) => {
    expect(fieldsOf({ idealCustomer })).toEqual([`settings.idealCustomer.${field}`]);
  });

  it.each([
    ['two rules of one id', [rule('a'), rule('b'), rule('a')], '2.id'],
    ['a blank name', [rule('a', { name: '  ' })], '0.name'],
    ['a country nobody knows', [rule('a', { when: { countries: ['QQ'] } })], '0.when.countries.0'],
    ['a blank industry', [rule('a', { when: { industries: [' '] } })], '0.when.industries.0'],
    ['too many owners', [rule('a', { ownerIds: many(101, String) })], '0.ownerIds'],
  ])('are faulty for assignment with %s', (_, assignment, field) => {
    expect(fieldsOf({ assignment })).toEqual([`settings.assignment.${field}`]);
  });

  it.each([
    ['a path with a question', { path: '/pricing?x=1', page: 'pricing' }, '0.path'],
    ['a path with a space', { path: '/our prices', page: 'pricing' }, '0.path'],
    ['a page without a name', { path: '/pricing', page: ' ' }, '0.page'],
  ])('are faulty for intent pages with %s', (_, page, field) => {
    expect(fieldsOf({ intentPages: [page] })).toEqual([`settings.intentPages.${field}`]);
  });

  it('are faulty for a page that stands there twice', () => {
    const intentPages = many(2, (index) => ({ path: '/pricing', page: `Page ${index}` }));
    expect(fieldsOf({ intentPages })).toEqual(['settings.intentPages.1.path']);
  });

  it.each(['co.uk', 'localhost', '192.0.2.1', '[::1]', '*.a.example', 'a b', 'someone@', ''])(
    'are faulty for the suppressed domain “%s”',
    (domain) => {
      expect(fieldsOf({ suppression: { domains: ['a.example', domain] } })).toEqual([
        'settings.suppression.domains.1',
      ]);
    },
  );

  it.each(['12 34', 'https://app.hubspot.com/contacts/1/record/0-1/2', 'x'.repeat(65)])(
    'are faulty for the suppressed record “%s”',
    (id) => {
      expect(fieldsOf({ suppression: { recordIds: [id] } })).toEqual([
        'settings.suppression.recordIds.0',
      ]);
    },
  );

  it('are faulty with more suppressed addresses than are taken', () => {
    const emailHashes = many(5_000, (index) => index.toString(16).padStart(64, '0'));
    expect(fieldsOf({ suppression: { emailHashes } })).toEqual([]);
    expect(fieldsOf({ suppression: { emailHashes } }, ['a@b.example'])).toEqual(['suppressEmails']);
  });

  it.each([
    [
      'sizes',
      { idealCustomer: { sizes: many(5_000, (minimum) => ({ minimum, maximum: null })) } },
      'idealCustomer.sizes',
    ],
    [
      'pages',
      { intentPages: many(40_000, (index) => ({ path: `/${index}`, page: 'x' })) },
      'intentPages',
    ],
    ['rules', { assignment: many(10_000, (index) => rule(String(index))) }, 'assignment'],
  ])('with more %s than are taken are not looked through', (_, difference, field) => {
    const update = settingsUpdate.parse({
      version: '1',
      settings: tenantSettings.parse(difference),
    });
    const startedAt = performance.now();
    expect(faultsOf(update).map((fault) => fault.field)).toEqual([`settings.${field}`]);
    expect(performance.now() - startedAt).toBeLessThan(100);
  });

  it('are faulty for a policy of a field that is not ours to write', () => {
    expect(fieldsOf({ fieldPolicies: { score: 'never', lifecyclestage: 'always' } })).toEqual([
      'settings.fieldPolicies.lifecyclestage',
    ]);
  });
});

const owner = (id: string) => ({ id, userId: null, name: `Owner ${id}`, email: null });
const stage = (id: string, isOpen: boolean) => ({ id, label: id, isOpen });
const lists: AccountLists = {
  owners: { items: [owner('1'), owner('2')], error: null },
  pipelines: {
    items: [
      { id: 'sales', label: 'Sales', stages: [stage('new', true), stage('won', false)] },
      { id: 'closed', label: 'Closed', stages: [stage('lost', false)] },
    ],
    error: null,
  },
};
const outage = new CrmError('transient', 'HubSpot is away.', { crmStatus: 503 });
const unreachable: AccountLists = {
  owners: { items: [], error: outage },
  pipelines: { items: [], error: outage },
};
const settingsWith = (difference: object): TenantSettings => tenantSettings.parse(difference);

function inAccount(wanted: object, stored: object = {}, account = lists) {
  return accountFaults(settingsWith(wanted), settingsWith(stored), account, 'HubSpot');
}

describe('settings that name what the account has', () => {
  it.each([
    ['no owner and no pipeline', {}],
    ['owners who are there', { assignment: [rule('a', { ownerIds: ['1', '2'] })] }],
    ['an open stage of a pipeline', { deals: { pipeline: 'sales', stage: 'new' } }],
    ['a pipeline alone', { deals: { pipeline: 'sales' } }],
  ])('are good with %s', (_, wanted) => {
    expect(inAccount(wanted)).toEqual([]);
  });

  it.each([
    ['an unknown pipeline', { pipeline: 'gone', stage: 'new' }, 'pipeline'],
    ['the stage of another pipeline', { pipeline: 'sales', stage: 'lost' }, 'stage'],
    ['a closed stage', { pipeline: 'sales', stage: 'won' }, 'stage'],
    ['a pipeline without an open stage', { pipeline: 'closed' }, 'pipeline'],
    ['a stage without its pipeline', { stage: 'new' }, 'stage'],
  ])('are faulty with %s', (_, deals, field) => {
    expect(inAccount({ deals }).map((fault) => fault.field)).toEqual([`settings.deals.${field}`]);
  });

  it('name the rule whose owner is not there', () => {
    const assignment = [rule('a'), rule('b', { ownerIds: ['2', '7', '8'] })];
    expect(inAccount({ assignment })).toEqual([
      {
        field: 'settings.assignment.1.ownerIds',
        message: 'HubSpot has no active owners 7, 8. Choose from the list.',
      },
    ]);
  });

  it('may keep an owner who left since, until the rule is changed', () => {
    const stored = { assignment: [rule('a', { ownerIds: ['7'] })] };
    expect(inAccount({ assignment: [rule('b'), ...stored.assignment] }, stored)).toEqual([]);
    const renamed = { assignment: [rule('a', { ownerIds: ['7'], name: 'Renamed' })] };
    expect(inAccount(renamed, stored)).toHaveLength(1);
  });

  it('may keep a pipeline that is gone, until it is changed', () => {
    const stored = { deals: { pipeline: 'gone', stage: 'new' } };
    expect(inAccount({ deals: { ...stored.deals, repeatAfterDays: 9 } }, stored)).toEqual([]);
    expect(inAccount({ deals: { pipeline: 'gone' } }, stored)).toHaveLength(1);
  });

  it('are objected to for what is new alone while the account cannot be asked', () => {
    const stored = { assignment: [rule('a', { ownerIds: ['1', '2'] })] };
    const reordered = { assignment: [rule('a', { ownerIds: ['2', '1'] })] };
    expect(inAccount(reordered, stored, unreachable)).toEqual([]);
    const wanted = { assignment: [rule('a', { ownerIds: ['3'] })], deals: { pipeline: 'sales' } };
    expect(inAccount(wanted, stored, unreachable)).toEqual([
      {
        field: 'settings.assignment.0.ownerIds',
        message: 'These owners could not be checked. HubSpot is away.',
      },
      {
        field: 'settings.deals.pipeline',
        message: 'This pipeline could not be checked. HubSpot is away.',
      },
    ]);
    expect(inAccount({}, { deals: { pipeline: 'sales' } }, unreachable)).toEqual([]);
  });

  it('are the defaults before anybody decided', () => {
    expect(accountFaults(defaultSettings(), defaultSettings(), unreachable, 'HubSpot')).toEqual([]);
  });
});
