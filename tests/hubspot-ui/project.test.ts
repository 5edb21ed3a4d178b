import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { publicOrigin, readProject } from '../sandbox/hubspot-ui/server/project/project.ts';
import { appOrigin, sampleProject } from './support/project.ts';

describe('a HubSpot project as the pages read it', () => {
  test('puts the local profile’s variables in, and keeps the type of a lone one', () => {
    const project = sampleProject({
      'src/app/cards/tab-hsmeta.json': {
        uid: 'sample_tab',
        type: 'card',
        config: {
          // biome-ignore lint/suspicious/noTemplateCurlyInString: HubSpot's own placeholder
          name: 'At ${APP_BASE_URL}, ${LIMIT} times',
          entrypoint: '/app/cards/Sample.tsx',
          location: 'crm.record.tab',
          objectTypes: ['contacts'],
        },
      },
    });
    const { app, cards, variables } = readProject(project.root);
    expect(app.permittedFetch).toEqual([appOrigin, 'https://elsewhere.example']);
    expect(cards.find(({ uid }) => uid === 'sample_tab')?.title).toBe(`At ${appOrigin}, 3 times`);
    expect(variables).toEqual({ APP_BASE_URL: appOrigin, LIMIT: 3 });
  });

  test('knows each card’s place, objects and source', () => {
    const { root } = sampleProject();
    expect(readProject(root).cards).toEqual([
      {
        uid: 'sample_sidebar',
        title: 'Sample aside',
        location: 'crm.record.sidebar',
        objectTypes: ['contacts'],
        entry: join(root, 'src/app/cards/Sample.tsx'),
        root: join(root, 'src/app/cards'),
      },
      {
        uid: 'sample_tab',
        title: 'Sample',
        location: 'crm.record.tab',
        // Objects without a page here fall away.
        objectTypes: ['contacts', 'companies'],
        entry: join(root, 'src/app/cards/Sample.tsx'),
        root: join(root, 'src/app/cards'),
      },
    ]);
  });

  test.each([
    [
      'a file that is absent',
      (p: ReturnType<typeof sampleProject>) => p.remove('src/app/app-hsmeta.json'),
      /app-hsmeta\.json cannot be read/,
    ],
    [
      'a file that is no JSON',
      (p: ReturnType<typeof sampleProject>) => p.write('src/app/local.json', '{'),
      /local\.json is no JSON/,
    ],
    [
      'a variable that the profile lacks',
      (p: ReturnType<typeof sampleProject>) =>
        p.write('src/hsprofile.local.json', { accountId: 1, variables: {} }),
      /no variable APP_BASE_URL/,
    ],
    [
      'another shape',
      (p: ReturnType<typeof sampleProject>) =>
        p.write('src/app/settings/settings-hsmeta.json', { uid: 's', type: 'settings' }),
      /settings-hsmeta\.json/,
    ],
  ])('is refused for %s, naming the file', (_fault, damage, message) => {
    const project = sampleProject();
    damage(project);
    expect(() => readProject(project.root)).toThrow(message);
  });

  test('is reached at the permitted origin that stands on this machine', () => {
    const project = sampleProject();
    expect(publicOrigin(readProject(project.root))).toBe(appOrigin);
    project.write('src/app/local.json', { proxy: {} });
    expect(() => publicOrigin(readProject(project.root))).toThrow(/maps none of the origins/);
  });

  test('subscribes to what its webhooks file names, of every kind', () => {
    const project = sampleProject({
      'src/app/webhooks/webhooks-hsmeta.json': {
        uid: 'sample_webhooks',
        type: 'webhooks',
        config: {
          // biome-ignore lint/suspicious/noTemplateCurlyInString: HubSpot's own placeholder
          settings: { targetUrl: '${APP_BASE_URL}/webhooks', maxConcurrentRequests: 10 },
          subscriptions: {
            crmObjects: [
              { subscriptionType: 'object.creation', objectType: 'contact', active: true },
            ],
            hubEvents: [{ subscriptionType: 'contact.privacyDeletion', active: false }],
          },
        },
      },
    });
    expect(readProject(project.root).webhooks).toEqual({
      targetUrl: `${appOrigin}/webhooks`,
      subscriptions: [
        { subscriptionType: 'object.creation', objectType: 'contact', active: true },
        { subscriptionType: 'contact.privacyDeletion', active: false },
      ],
    });
    expect(readProject(sampleProject().root).webhooks).toBeNull();
  });

  test('ours can be shown', () => {
    const project = readProject(fileURLToPath(new URL('../..', import.meta.url)));
    expect(project.cards.length).toBeGreaterThan(0);
    expect(publicOrigin(project)).toMatch(/^https:\/\//);
  });
});
