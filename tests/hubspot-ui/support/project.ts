/** A small HubSpot project on disk, for tests that change or break one. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const nodeModules = fileURLToPath(new URL('../../../node_modules', import.meta.url));

export const appOrigin = 'https://app.oppspot.example';

const files: Readonly<Record<string, unknown>> = {
  'hsproject.json': { name: 'sample', srcDir: 'src', platformVersion: '2026.09' },
  'src/hsprofile.local.json': {
    accountId: 7_000_001,
    variables: { APP_BASE_URL: appOrigin, LIMIT: 3 },
  },
  'src/app/local.json': { proxy: { [appOrigin]: 'http://localhost:4000' } },
  'src/app/app-hsmeta.json': {
    uid: 'sample_app',
    type: 'app',
    config: {
      name: 'Sample app',
      description: 'An app of the tests.',
      // biome-ignore-start lint/suspicious/noTemplateCurlyInString: HubSpot's own placeholders
      permittedUrls: { fetch: ['${APP_BASE_URL}', 'https://elsewhere.example'] },
    },
  },
  'src/app/cards/tab-hsmeta.json': {
    uid: 'sample_tab',
    type: 'card',
    config: {
      name: 'Sample',
      entrypoint: '/app/cards/Sample.tsx',
      location: 'crm.record.tab',
      objectTypes: ['CONTACT', 'companies', 'TICKET'],
    },
  },
  'src/app/cards/sidebar-hsmeta.json': {
    uid: 'sample_sidebar',
    type: 'card',
    config: {
      name: 'Sample aside',
      entrypoint: '/app/cards/Sample.tsx',
      location: 'crm.record.sidebar',
      objectTypes: ['CONTACT'],
    },
  },
  'src/app/settings/settings-hsmeta.json': {
    uid: 'sample_settings',
    type: 'settings',
    config: { entrypoint: '/app/settings/Settings.tsx' },
  },
  'src/app/workflow-actions/act-hsmeta.json': {
    uid: 'sample_action',
    type: 'workflow-action',
    config: {
      actionUrl: '${APP_BASE_URL}/act',
      // biome-ignore-end lint/suspicious/noTemplateCurlyInString: HubSpot's own placeholders
      objectTypes: ['CONTACT', 'COMPANY'],
      inputFields: [
        {
          typeDefinition: {
            name: 'mode',
            type: 'enumeration',
            options: [{ value: 'fast', label: 'Fast' }, { value: 'slow' }],
          },
          isRequired: true,
        },
      ],
      outputFields: [{ typeDefinition: { name: 'result', type: 'string' } }],
      labels: {
        en: {
          actionName: 'Act on it',
          actionDescription: 'Does what the test says.',
          inputFieldLabels: { mode: 'Mode' },
          inputFieldDescriptions: {},
          inputFieldOptionLabels: { mode: { slow: 'Slowly' } },
          outputFieldLabels: { result: 'Result' },
        },
      },
    },
  },
};

export interface SampleProject {
  /** The folder of its `hsproject.json`. */
  readonly root: string;
  /** @param content text as it is, anything else as JSON */
  write(path: string, content: unknown): void;
  remove(path: string): void;
}

/** A project of the test's own, gone when it ends. */
export function sampleProject(changes: Readonly<Record<string, unknown>> = {}): SampleProject {
  const project = writeSampleProject(changes);
  onTestFinished(() => rmSync(project.root, { recursive: true, force: true }));
  return project;
}

/** A project that whoever asks for it removes. */
export function writeSampleProject(changes: Readonly<Record<string, unknown>> = {}): SampleProject {
  const root = mkdtempSync(join(tmpdir(), 'smartsync-project-'));
  const project: SampleProject = {
    root,
    write(path, content) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      const text = typeof content === 'string' ? content : JSON.stringify(content);
      writeFileSync(join(root, path), text);
    },
    remove: (path) => rmSync(join(root, path)),
  };
  // Sources find their packages as they do in the repository.
  symlinkSync(nodeModules, join(root, 'node_modules'), 'dir');
  for (const [path, content] of Object.entries({ ...files, ...changes })) {
    project.write(path, content);
  }
  return project;
}
