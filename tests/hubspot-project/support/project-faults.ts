/** What no single meta file can get wrong: how the files of a project fit together. */
import type { z } from 'zod';
import { hubspotDefinedProperties } from '../../sandbox/hubspot/catalogue/index.ts';
import {
  appMeta,
  cardMeta,
  metaSchemas,
  settingsMeta,
  webhooksMeta,
  workflowActionMeta,
} from './meta-schemas.ts';
import { folderOf, type Project } from './project.ts';

/** Where HubSpot looks for each kind; a file anywhere else is skipped without a word. */
const folders: Readonly<Record<string, string>> = {
  app: 'app',
  card: 'app/cards',
  settings: 'app/settings',
  'workflow-action': 'app/workflow-actions',
  webhooks: 'app/webhooks',
};

/** Sentences about a project whose variables are replaced; none when it is right. */
export function projectFaults(project: Project): string[] {
  const faults = shapeFaults(project);
  if (faults.length > 0) return faults;
  return [
    ...fileFaults(project),
    ...scopeFaults(project),
    ...labelFaults(project),
    ...subscriptionFaults(project),
  ];
}

function shapeFaults({ metas }: Project): string[] {
  return metas.flatMap(({ path, content }) => {
    const schema = metaSchemas[content.type];
    if (!schema) return [`${path}: there is no kind ${content.type}.`];
    const parsed = schema.safeParse(content);
    return parsed.success
      ? []
      : parsed.error.issues.map((issue) => `${path}: ${issue.path.join('.')}: ${issue.message}`);
  });
}

function fileFaults(project: Project): string[] {
  const uids = project.metas.map(({ content }) => content.uid);
  const extensions = [...all(project, cardMeta), ...all(project, settingsMeta)];
  return [
    ...uids.filter((uid, index) => uids.indexOf(uid) !== index).map((uid) => `uid ${uid} twice`),
    ...project.metas
      .filter((meta) => folders[meta.content.type] !== folderOf(meta))
      .map(({ path }) => `${path} lies in the wrong folder`),
    ...['app', 'settings', 'webhooks']
      .filter((type) => project.metas.filter(({ content }) => content.type === type).length !== 1)
      .map((type) => `there must be one ${type}`),
    ...extensions
      .filter(({ config }) => !project.files.includes(config.entrypoint.slice(1)))
      .map(({ config }) => `${config.entrypoint} does not exist`),
  ];
}

const readScopes: Readonly<Record<string, string>> = {
  CONTACT: 'crm.objects.contacts.read',
  COMPANY: 'crm.objects.companies.read',
  DEAL: 'crm.objects.deals.read',
  contact: 'crm.objects.contacts.read',
  company: 'crm.objects.companies.read',
  deal: 'crm.objects.deals.read',
};

function scopeFaults(project: Project): string[] {
  const app = all(project, appMeta)[0];
  if (!app) return ['there is no app'];
  const { requiredScopes, optionalScopes, conditionallyRequiredScopes } = app.config.auth;
  const declared = [...requiredScopes, ...optionalScopes, ...conditionallyRequiredScopes];
  const objects = [
    ...all(project, cardMeta).flatMap(({ config }) => config.objectTypes),
    ...all(project, workflowActionMeta).flatMap(({ config }) => config.objectTypes),
    ...all(project, webhooksMeta).flatMap(({ config }) =>
      config.subscriptions.crmObjects.map(({ objectType }) => objectType),
    ),
  ];
  return [
    ...declared
      .filter((scope, index) => declared.indexOf(scope) !== index)
      .map((scope) => `scope ${scope} twice`),
    ...[...new Set(objects)]
      .filter((object) => !declared.includes(readScopes[object] ?? object))
      .map((object) => `the read scope of ${object} is not declared`),
  ];
}

function labelFaults(project: Project): string[] {
  return all(project, workflowActionMeta).flatMap(({ config }) => {
    const { en } = config.labels;
    const inputs = config.inputFields.map(({ typeDefinition }) => typeDefinition);
    const outputs = config.outputFields.map(({ typeDefinition }) => typeDefinition);
    const names = (fields: readonly { readonly name: string }[]) => fields.map(({ name }) => name);
    const choices = inputs.flatMap((field) => (field.type === 'enumeration' ? [field] : []));
    return [
      ...unequal('inputFieldLabels', names(inputs), Object.keys(en.inputFieldLabels)),
      ...unequal('inputFieldDescriptions', names(inputs), Object.keys(en.inputFieldDescriptions)),
      ...unequal('outputFieldLabels', names(outputs), Object.keys(en.outputFieldLabels)),
      ...unequal('inputFieldOptionLabels', names(choices), Object.keys(en.inputFieldOptionLabels)),
      ...choices.flatMap(({ name, options }) =>
        unequal(
          `inputFieldOptionLabels.${name}`,
          options.map(({ value, label }) => `${value}=${label}`),
          Object.entries(en.inputFieldOptionLabels[name] ?? {}).map((entry) => entry.join('=')),
        ),
      ),
    ];
  });
}

function subscriptionFaults(project: Project): string[] {
  const catalogue = { contact: 'contacts', company: 'companies', deal: 'deals' } as const;
  const subscriptions = all(project, webhooksMeta).flatMap(
    ({ config }) => config.subscriptions.crmObjects,
  );
  const keys = subscriptions.map((one) => JSON.stringify(one));
  return [
    ...keys.filter((key, index) => keys.indexOf(key) !== index).map((key) => `${key} twice`),
    ...subscriptions.flatMap((one) => {
      if (one.subscriptionType !== 'object.propertyChange') return [];
      const known = hubspotDefinedProperties[catalogue[one.objectType]];
      // Also keeps our own oppspot_* properties out, whose changes we cause ourselves.
      return known.some(({ name }) => name === one.propertyName)
        ? []
        : [`HubSpot has no property ${one.objectType}.${one.propertyName}`];
    }),
  ];
}

function unequal(what: string, wanted: readonly string[], found: readonly string[]): string[] {
  return [
    ...wanted.filter((name) => !found.includes(name)).map((name) => `${what} lacks ${name}`),
    ...found.filter((name) => !wanted.includes(name)).map((name) => `${what} has a stray ${name}`),
  ];
}

/** The files of one kind, in the shape that was checked before. */
function all<Schema extends z.ZodType>(project: Project, schema: Schema): z.infer<Schema>[] {
  return project.metas.flatMap(({ content }) => {
    const parsed = schema.safeParse(content);
    return parsed.success ? [parsed.data] : [];
  });
}
