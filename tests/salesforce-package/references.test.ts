import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { home } from '../../salesforce-package/checks/project.ts';
import {
  allOf,
  children,
  components,
  type Element,
  one,
  sourceOf,
  text,
  texts,
} from './package.ts';

const enriched = ['Account', 'Contact', 'Lead'];

/** Where an administrator may place a component, and on pages of which objects. */
function placesOf(name: string): { exposed: boolean; targets: string[]; objects: string[] } {
  const component = components().get(name) ?? {};
  const [targets = {}] = children(component, 'targets');
  const [configs = {}] = children(component, 'targetConfigs');
  const objects = children(configs, 'targetConfig').flatMap((config) =>
    children(config, 'objects').flatMap((listed) => texts(listed, 'object')),
  );
  return {
    exposed: text(component, 'isExposed') === 'true',
    targets: texts(targets, 'target'),
    objects,
  };
}

describe('Sample record pages', () => {
  const pages = allOf('flexipage');

  it('are there for every object that is enriched', () => {
    expect([...pages.values()].map((page) => text(page, 'sobjectType')).sort()).toEqual(enriched);
  });

  it.each([...pages])('%s shows a component that may stand there', (_name, page) => {
    const own = componentsOn(page).filter((name) => !name.includes(':'));
    expect(own).toEqual(['oppspotEnrich']);
    const { exposed, targets, objects } = placesOf('oppspotEnrich');
    expect(exposed).toBe(true);
    expect(targets).toContain('lightning__RecordPage');
    expect(objects).toContain(text(page, 'sobjectType'));
  });
});

function componentsOn(page: Element): string[] {
  return children(page, 'flexiPageRegions')
    .flatMap((region) => children(region, 'itemInstances'))
    .flatMap((item) => children(item, 'componentInstance'))
    .map((component) => text(component, 'componentName'));
}

describe('The setup', () => {
  it('is a tab whose component may be one', () => {
    const component = text(one('tab', 'OppSpot_Setup'), 'lwcComponent');
    const { exposed, targets } = placesOf(component);
    expect({ component, exposed }).toEqual({ component: 'oppspotSetup', exposed: true });
    expect(targets).toContain('lightning__Tab');
  });

  it('is in an app that administrators of oppSpot see', () => {
    const app = one('app', 'oppSpot');
    expect(texts(app, 'tabs')).toEqual(['OppSpot_Setup']);
    expect([...allOf('tab').keys()]).toEqual(['OppSpot_Setup']);
  });
});

describe('The button above list views', () => {
  it.each(enriched)('opens a page that takes the selected records of %s', (object) => {
    const button = one('webLink', `${object}.OppSpot_Enrich`);
    expect(text(button, 'displayType')).toBe('massActionButton');
    expect(text(button, 'requireRowSelection')).toBe('true');
    const file = join(
      home,
      `salesforce-package/force-app/main/default/pages/${text(button, 'page')}.page`,
    );
    const page = readFileSync(file, 'utf8');
    expect(page).toContain(`standardController="${object}"`);
    expect(page).toMatch(/recordSetVar="\w+"/);
  });
});

describe('The template Flow', () => {
  const flow = one('flow', 'OppSpot_Enrich_New_Leads');
  const [call = {}] = children(flow, 'actionCalls');

  it('does nothing where nobody copies and activates it', () => {
    expect(text(flow, 'isTemplate')).toBe('true');
    expect(text(flow, 'status')).toBe('Draft');
  });

  it('calls oppSpot after the lead is saved, because a transaction with changes may not call out', () => {
    const [start = {}] = children(flow, 'start');
    const [path = {}] = children(start, 'scheduledPaths');
    const [connector = {}] = children(path, 'connector');
    expect(start.connector).toBeUndefined();
    expect(text(path, 'pathType')).toBe('AsyncAfterCommit');
    expect(text(connector, 'targetReference')).toBe(text(call, 'name'));
  });

  it('gives the action what it takes', () => {
    const source = sourceOf(text(call, 'actionName'));
    expect(source).toContain('@InvocableMethod');
    for (const name of children(call, 'inputParameters').map((input) => text(input, 'name'))) {
      expect(source).toMatch(new RegExp(`(?:public|global) \\w+ ${name};`));
    }
  });
});

describe('sfdx-project.json', () => {
  const project = JSON.parse(readFileSync(join(home, 'sfdx-project.json'), 'utf8'));
  const [folder] = project.packageDirectories;

  it('names handlers that Salesforce can run', () => {
    const handlers = { postInstallScript: 'InstallHandler', uninstallScript: 'UninstallHandler' };
    expect(folder.postInstallScript).toBe('OppSpotInstallHandler');
    for (const [key, type] of Object.entries(handlers)) {
      if (folder[key]) expect(sourceOf(folder[key])).toMatch(new RegExp(`implements ${type}\\b`));
    }
  });

  it('names a scratch org and rights beside the package that are there', () => {
    const definition = JSON.parse(readFileSync(join(home, folder.definitionFile), 'utf8'));
    expect(definition.edition).toBe('Developer');
    expect(folder.unpackagedMetadata.path).toBe('salesforce-package/unpackaged');
    expect(folder.unpackagedMetadata.path.startsWith(folder.path)).toBe(false);
  });

  it('has one version of Salesforce, and every ancestor of the package in one line', () => {
    expect(project).toMatchObject({ namespace: 'oppspot', sourceApiVersion: '68.0' });
    expect(folder).toMatchObject({ ancestorVersion: 'HIGHEST', versionNumber: '0.1.0.NEXT' });
  });
});
