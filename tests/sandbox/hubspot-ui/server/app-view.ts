/** What the pages know before they show a record. */
import type { HubSpotStandin } from '../../hubspot/index.ts';
import type {
  ActionField,
  ActionView,
  AppView,
  Choice,
  ListedObject,
  Person,
} from '../contract.ts';
import { bundleName } from './bundles.ts';
import { ownerName, portalTimezone } from './crm/display.ts';
import { titleOf } from './crm/titles.ts';
import type { Project } from './project/project.ts';
import type { WorkflowActionFile } from './project/schema.ts';

export interface RecordToTry {
  readonly object: 'contact' | 'company';
  readonly id: string;
  readonly shows: string;
}

export interface AppViewSources {
  readonly hubspot: HubSpotStandin;
  readonly appId: number;
  /** Where the app's server listens on this machine. */
  readonly appServer: string;
  readonly user: Person;
  readonly recordsToTry: readonly RecordToTry[];
}

export function appView(project: Project, sources: AppViewSources): AppView {
  const { hubspot, user, appId, appServer } = sources;
  const portal = hubspot.portal();
  return {
    portal: { id: portal.id, timezone: portalTimezone },
    user,
    app: {
      id: appId,
      uid: project.app.uid,
      name: project.app.name,
      description: project.app.description,
    },
    variables: project.variables,
    localOrigins: Object.fromEntries(project.localOrigins.map((origin) => [origin, appServer])),
    owners: portal.owners.map(({ id }) => ({ id, name: ownerName(portal, id) })),
    cards: project.cards.map(({ uid, title, location, objectTypes, entry }) => ({
      uid,
      title,
      location,
      objectTypes,
      bundle: bundleName(entry),
    })),
    settings: project.settings && {
      uid: project.settings.uid,
      bundle: bundleName(project.settings.entry),
    },
    actions: project.workflowActions.map(({ uid, config }) => actionView(uid, config)),
    recordsToTry: sources.recordsToTry.flatMap(({ object, id, shows }) => {
      const type: ListedObject = object === 'contact' ? 'contacts' : 'companies';
      const record = portal.records.live(type, id);
      return record ? [{ type, id, title: titleOf(record), shows }] : [];
    }),
  };
}

function actionView(uid: string, config: WorkflowActionFile['config']): ActionView {
  const labels = config.labels.en;
  return {
    uid,
    name: labels.actionName,
    description: labels.actionDescription,
    objects: (['contacts', 'companies'] as const).filter((type) =>
      config.objectTypes.includes(type === 'contacts' ? 'CONTACT' : 'COMPANY'),
    ),
    inputs: config.inputFields.map(({ typeDefinition, isRequired }): ActionField => {
      const { name } = typeDefinition;
      return {
        name,
        label: labels.inputFieldLabels[name] ?? name,
        description: labels.inputFieldDescriptions[name] ?? '',
        isRequired,
        options: choicesOf(typeDefinition.options, labels.inputFieldOptionLabels[name]),
      };
    }),
    outputs: config.outputFields.map(({ typeDefinition }) => ({
      name: typeDefinition.name,
      label: labels.outputFieldLabels[typeDefinition.name] ?? typeDefinition.name,
      isLong: typeDefinition.fieldType === 'textarea',
      options: choicesOf(typeDefinition.options),
    })),
  };
}

/** HubSpot shows an option by the label of the labels' block, else by its own. */
function choicesOf(
  options: readonly { readonly value: string; readonly label?: string | undefined }[],
  labels: Readonly<Record<string, string>> = {},
): Choice[] {
  return options.map(({ value, label }) => ({ value, label: labels[value] ?? label ?? value }));
}
