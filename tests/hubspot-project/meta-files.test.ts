import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { localSchema, profileSchema, projectSchema } from './support/meta-schemas.ts';
import {
  metaOf,
  type Project,
  profileNames,
  projectFile,
  readJson,
  readProfile,
  readProject,
  sourceDir,
  withProfile,
} from './support/project.ts';
import { projectFaults } from './support/project-faults.ts';

const project = readProject();
const local = withProfile(project, readProfile('local').variables);

describe('the meta files', () => {
  it.each(profileNames)('follow the documented rules with the profile %s', (name) => {
    expect(projectFaults(withProfile(project, readProfile(name).variables))).toEqual([]);
  });

  it('show each object a full card in a tab and a compact one in the sidebar', () => {
    const cards = local.metas.filter(({ content }) => content.type === 'card');
    const places = cards.map(({ content: { config } }) => [
      config.objectTypes,
      config.location,
      config.entrypoint,
    ]);
    expect(places.toSorted()).toEqual([
      [['COMPANY'], 'crm.record.sidebar', '/app/cards/SidebarCard.tsx'],
      [['COMPANY'], 'crm.record.tab', '/app/cards/RecordCard.tsx'],
      [['CONTACT'], 'crm.record.sidebar', '/app/cards/SidebarCard.tsx'],
      [['CONTACT'], 'crm.record.tab', '/app/cards/RecordCard.tsx'],
    ]);
  });

  it('listen to both objects, to what names their company, and to privacy deletions', () => {
    const { subscriptions } = metaOf(local, 'webhooks').content.config as unknown as {
      subscriptions: Record<
        string,
        { subscriptionType: string; objectType: string; propertyName: string; active: boolean }[]
      >;
    };
    const named = (subscriptions.crmObjects ?? []).map(
      ({ subscriptionType, objectType, propertyName }) =>
        [objectType, subscriptionType.replace('object.', ''), propertyName]
          .filter(Boolean)
          .join(' '),
    );
    expect(named.toSorted()).toEqual(
      [
        ...['contact', 'company'].flatMap((object) =>
          ['creation', 'deletion', 'restore', 'merge'].map((event) => `${object} ${event}`),
        ),
        ...['email', 'company', 'website', 'associatedcompanyid'].map(
          (name) => `contact propertyChange ${name}`,
        ),
        ...['name', 'domain', 'website', 'country', 'city', 'zip'].map(
          (name) => `company propertyChange ${name}`,
        ),
      ].toSorted(),
    );
    expect(subscriptions.hubEvents).toEqual([
      { subscriptionType: 'contact.privacyDeletion', active: true },
    ]);
  });
});

/** A change that HubSpot would refuse, or worse, accept. */
type Mutation = readonly [what: string, file: string, change: (config: Config, meta: Meta) => void];
// biome-ignore lint/suspicious/noExplicitAny: a mutation reaches into JSON of any shape.
type Config = any;
type Meta = { uid: string; type: string; config: Config; surplus?: string };

const mutations: readonly Mutation[] = [
  ['an unknown key beside config', 'app', (_, meta) => (meta.surplus = 'x')],
  ['an unknown kind', 'app', (_, meta) => (meta.type = 'public-app')],
  ['a uid with a space', 'app', (_, meta) => (meta.uid = 'opp spot')],
  ['a uid of 65 characters', 'app', (_, meta) => (meta.uid = 'a'.repeat(65))],
  ['a uid that another file has', 'settings', (_, meta) => (meta.uid = 'oppspot_smartsync')],
  ['an unknown key in config', 'app', (config) => (config.scopes = [])],
  ['a private app', 'app', (config) => (config.distribution = 'private')],
  ['a static token', 'app', (config) => (config.auth.type = 'static')],
  ['a name of 201 characters', 'app', (config) => (config.name = 'a'.repeat(201))],
  ['no redirect address', 'app', (config) => (config.auth.redirectUrls = [])],
  ['an http redirect', 'app', (config) => (config.auth.redirectUrls = ['http://a.example/cb'])],
  ['no oauth scope', 'app', (config) => config.auth.requiredScopes.shift()],
  ['a scope that does not exist', 'app', (config) => config.auth.optionalScopes.push('crm.all')],
  ['a scope twice', 'app', (config) => config.auth.optionalScopes.push('oauth')],
  ['a permitted address with a path', 'app', (config) => (config.permittedUrls.fetch[0] += '/x')],
  [
    'a permitted http address',
    'app',
    (config) => (config.permittedUrls.fetch = ['http://a.example']),
  ],
  [
    'a permitted localhost',
    'app',
    (config) => (config.permittedUrls.fetch = ['https://localhost']),
  ],
  ['a support address without @', 'app', (config) => (config.support.supportEmail = 'help')],
  [
    'a card without the read scope of its object',
    'app',
    ({ auth }) =>
      auth.requiredScopes.splice(auth.requiredScopes.indexOf('crm.objects.contacts.read'), 1),
  ],
  ['two locations', 'card', (config) => (config.location = ['crm.record.tab', 'crm.preview'])],
  ['an unknown location', 'card', (config) => (config.location = 'crm.record.middle')],
  ['no object', 'card', (config) => (config.objectTypes = [])],
  ['an unknown object', 'card', (config) => (config.objectTypes = ['LEAD'])],
  ['a card without a file', 'card', (config) => (config.entrypoint = '/app/cards/Gone.tsx')],
  [
    'an entrypoint in another folder',
    'card',
    (config) => (config.entrypoint = '/app/settings/Settings.tsx'),
  ],
  ['a card without a name', 'card', (config) => delete config.name],
  [
    'settings without a file',
    'settings',
    (config) => (config.entrypoint = '/app/settings/Gone.tsx'),
  ],
  ['a location of settings', 'settings', (config) => (config.location = 'crm.record.tab')],
  ['an http action', 'workflow-action', (config) => (config.actionUrl = 'http://a.example/x')],
  [
    'an unknown client',
    'workflow-action',
    (config) => config.supportedClients.push({ client: 'CHAT' }),
  ],
  [
    'an input without a label',
    'workflow-action',
    (config) => delete config.labels.en.inputFieldLabels.write_mode,
  ],
  ['a label without an input', 'workflow-action', (config) => config.inputFields.pop()],
  [
    'an output without a label',
    'workflow-action',
    (config) =>
      config.outputFields.push({
        typeDefinition: { name: 'more', type: 'string', fieldType: 'text' },
      }),
  ],
  [
    'a label without an output',
    'workflow-action',
    (config) => (config.labels.en.outputFieldLabels.more = 'More'),
  ],
  [
    'an option that is labelled in one place only',
    'workflow-action',
    (config) => config.inputFields[0].typeDefinition.options.push({ value: 'x', label: 'X' }),
  ],
  ['missing label maps', 'workflow-action', (config) => delete config.labels.en.executionRules],
  [
    'a choice without options',
    'workflow-action',
    (config) => (config.inputFields[0].typeDefinition.options = []),
  ],
  [
    'five concurrent deliveries',
    'webhooks',
    (config) => (config.settings.maxConcurrentRequests = 5),
  ],
  ['an http target', 'webhooks', (config) => (config.settings.targetUrl = 'http://a.example/x')],
  [
    'a change of our own property',
    'webhooks',
    ({ subscriptions }) =>
      subscriptions.crmObjects.push({
        subscriptionType: 'object.propertyChange',
        objectType: 'contact',
        propertyName: 'oppspot_score',
        active: true,
      }),
  ],
  [
    'a property of the other object',
    'webhooks',
    ({ subscriptions }) =>
      subscriptions.crmObjects.push({
        subscriptionType: 'object.propertyChange',
        objectType: 'contact',
        propertyName: 'domain',
        active: true,
      }),
  ],
  [
    'a subscription twice',
    'webhooks',
    ({ subscriptions }) => subscriptions.crmObjects.push(subscriptions.crmObjects[0]),
  ],
  [
    'an event of an object without its read scope',
    'webhooks',
    ({ subscriptions }) => (subscriptions.crmObjects[0].objectType = 'ticket'),
  ],
];

describe('the rules bite', () => {
  it.each(mutations)('on %s', (_, file, change) => {
    const copy = structuredClone(local) as { metas: { path: string; content: Meta }[] } & Project;
    const meta = metaOf(copy, file).content as Meta;
    change(meta.config, meta);
    expect(projectFaults(copy)).not.toEqual([]);
  });

  it('on a meta file in the wrong folder, and on one that is missing', () => {
    const moved = local.metas.map((meta) =>
      meta.content.type === 'card' ? { ...meta, path: `app/cards/deeper/${meta.path}` } : meta,
    );
    expect(projectFaults({ ...local, metas: moved })).toHaveLength(4);
    const without = local.metas.filter(({ content }) => content.type !== 'webhooks');
    expect(projectFaults({ ...local, metas: without })).toEqual(['there must be one webhooks']);
  });

  it('on variables that no profile replaced', () => {
    expect(projectFaults(project)).not.toEqual([]);
  });
});

describe('the files around them', () => {
  it('hsproject.json names the platform version and a source folder', () => {
    expect(projectSchema.safeParse(projectFile).error).toBeUndefined();
    expect(projectSchema.safeParse({ ...projectFile, platformVersion: '2025.1' }).success).toBe(
      false,
    );
  });

  it('there is a profile for this machine, for staging and for production, and no other', () => {
    const profiles = project.files.filter((path) => path.startsWith('hsprofile.'));
    expect(profiles).toEqual(profileNames.map((name) => `hsprofile.${name}.json`));
    for (const name of profileNames) {
      expect(profileSchema.safeParse(readProfile(name)).error).toBeUndefined();
    }
  });

  it('every profile defines exactly the variables that the meta files use, each of its own', () => {
    const used = new Set(JSON.stringify(project.metas).match(/(?<=\$\{)\w+(?=\})/g));
    for (const name of profileNames) {
      expect(Object.keys(readProfile(name).variables).toSorted()).toEqual([...used].toSorted());
    }
    const origins = profileNames.map((name) => readProfile(name).variables.APP_BASE_URL);
    expect(new Set(origins).size).toBe(profileNames.length);
  });

  it('local.json sends the local profile, and nothing else, to this machine', () => {
    const file = readJson(join(sourceDir, 'app/local.json')) as { proxy: Record<string, string> };
    expect(localSchema.safeParse(file).error).toBeUndefined();
    expect(Object.keys(file.proxy)).toEqual([readProfile('local').variables.APP_BASE_URL]);
    expect(
      localSchema.safeParse({ proxy: { 'https://a.example/x': 'http://localhost:1' } }).success,
    ).toBe(false);
  });
});
