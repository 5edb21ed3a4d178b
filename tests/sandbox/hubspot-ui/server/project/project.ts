/** The HubSpot project as it would be uploaded with the profile `local`. */
import { join } from 'node:path';
import type { z } from 'zod';
import type { Subscription } from '../../../hubspot/webhooks/events.ts';
import { metaFiles, ProjectError, readJson, readMeta } from './files.ts';
import {
  appFile,
  cardFile,
  localFile,
  profileFile,
  projectFile,
  settingsFile,
  type WorkflowActionFile,
  webhooksFile,
  workflowActionFile,
} from './schema.ts';

interface Extension {
  readonly uid: string;
  /** Absolute path of the source. */
  readonly entry: string;
  /** The package it belongs to: its folder. */
  readonly root: string;
}

export interface ProjectCard extends Extension {
  readonly title: string;
  readonly location: string;
  readonly objectTypes: readonly ('contacts' | 'companies')[];
}

export interface Project {
  readonly app: {
    readonly uid: string;
    readonly name: string;
    readonly description: string;
    readonly permittedFetch: readonly string[];
  };
  /** The profile's, as cards see them in their context. */
  readonly variables: Readonly<Record<string, string | number | boolean>>;
  /** Public origins that stand on this machine during development, by `local.json`. */
  readonly localOrigins: readonly string[];
  readonly cards: readonly ProjectCard[];
  readonly settings: Extension | null;
  readonly webhooks: ProjectWebhooks | null;
  readonly workflowActions: readonly {
    readonly uid: string;
    readonly config: WorkflowActionFile['config'];
  }[];
}

export interface ProjectWebhooks {
  readonly targetUrl: string;
  readonly subscriptions: readonly Subscription[];
}

/**
 * Reads a project anew.
 * @param root the folder of `hsproject.json`
 * @throws ProjectError naming the file that is absent or wrong
 */
export function readProject(root: string): Project {
  const source = join(root, readJson(join(root, 'hsproject.json'), projectFile).srcDir);
  const folder = join(source, 'app');
  const { variables } = readJson(join(source, 'hsprofile.local.json'), profileFile);
  const meta = <T>(path: string, schema: z.ZodType<T>) => readMeta(path, schema, variables);
  const all = <T>(name: string, schema: z.ZodType<T>) =>
    metaFiles(join(folder, name)).map((path) => meta(path, schema));

  const app = meta(join(folder, 'app-hsmeta.json'), appFile);
  const extension = (uid: string, entrypoint: string): Extension => {
    const entry = join(source, entrypoint);
    return { uid, entry, root: join(entry, '..') };
  };
  const [settings] = all('settings', settingsFile);
  const [webhooks] = all('webhooks', webhooksFile);
  return {
    app: {
      uid: app.uid,
      name: app.config.name,
      description: app.config.description,
      permittedFetch: app.config.permittedUrls.fetch,
    },
    variables,
    localOrigins: Object.keys(readJson(join(folder, 'local.json'), localFile).proxy).map(
      (address) => new URL(address).origin,
    ),
    cards: all('cards', cardFile).map(({ uid, config }) => ({
      ...extension(uid, config.entrypoint),
      title: config.name,
      location: config.location,
      objectTypes: config.objectTypes,
    })),
    settings: settings ? extension(settings.uid, settings.config.entrypoint) : null,
    webhooks: webhooks
      ? {
          targetUrl: webhooks.config.settings.targetUrl,
          subscriptions: Object.values(webhooks.config.subscriptions).flat(),
        }
      : null,
    workflowActions: all('workflow-actions', workflowActionFile).map(({ uid, config }) => ({
      uid,
      config,
    })),
  };
}

/**
 * Where the world reaches the app's server: the permitted origin that stands on this machine.
 * @throws ProjectError when no permitted origin is mapped
 */
export function publicOrigin({ app, localOrigins }: Project): string {
  const origin = app.permittedFetch.find((permitted) => localOrigins.includes(permitted));
  if (origin === undefined) {
    throw new ProjectError(
      'local.json maps none of the origins in permittedUrls.fetch to this machine',
    );
  }
  return origin;
}
