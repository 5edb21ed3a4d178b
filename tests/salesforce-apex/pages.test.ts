/** The pages behind the button above list views. No org compiles them here, so what they name is looked up. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { ClassBodyDeclarationContext } from '@apexdevtools/apex-parser';
import { describe, expect, it } from 'vitest';
import { nodes } from '../../salesforce-package/checks/apex/source.ts';
import { home, openProject, packageFiles } from '../../salesforce-package/checks/project.ts';
import { salesforceObject } from '../../shared/contract/salesforce.ts';
import { apexClass } from './support/apex.ts';

const project = openProject(home);
const pages = packageFiles(project, '.page').map((file) => ({
  name: basename(file, '.page'),
  markup: readFileSync(file, 'utf8'),
  metadata: readFileSync(`${file}-meta.xml`, 'utf8'),
}));
const components = packageFiles(project, '.component').map((file) => readFileSync(file, 'utf8'));
const [component = ''] = components;

/** Public methods and properties of a class and of the classes in it. */
const members = new Set(
  [...nodes(ClassBodyDeclarationContext, apexClass('OppSpotListController').tree)].flatMap(
    (body) => {
      const member = body.memberDeclaration();
      const isPublic = body.modifier_list().some((modifier) => modifier.getText() === 'public');
      const id = member?.methodDeclaration()?.id() ?? member?.propertyDeclaration()?.id();
      return isPublic && id ? [id.getText()] : [];
    },
  ),
);

const named = (markup: string, owner: string) =>
  [...markup.matchAll(new RegExp(`\\b${owner}\\.(\\w+)`, 'g'))].map(([, name]) => name ?? '');

describe('the page for a selection', () => {
  it('is there for each object', () => {
    const objects = pages.map(({ markup }) => /standardController="(\w+)"/.exec(markup)?.[1]);
    expect(objects.sort()).toEqual([...salesforceObject.options].sort());
    expect(components).toHaveLength(1);
  });

  it.each(pages)('$name does nothing when it is opened', ({ markup }) => {
    expect(/<apex:page[^>]*>/.exec(markup)?.[0]).not.toMatch(/\baction=/);
  });

  it.each(pages)(
    '$name can be opened by a list button, which has no token to give',
    ({ metadata }) => {
      expect(metadata).toContain('<confirmationTokenRequired>false</confirmationTokenRequired>');
    },
  );

  it.each(pages)('$name hands the controller itself to the component', ({ markup }) => {
    expect(markup).toContain('<c:OppSpotListSelection selection="{!self}" />');
    expect(members).toContain('self');
  });

  it('names only what the controller has', () => {
    const used = [...named(component, 'selection'), ...named(component, 'row')];
    expect(used.length).toBeGreaterThan(5);
    for (const name of used) expect(members).toContain(name);
  });

  it('escapes everything that it shows', () => {
    expect(component).not.toMatch(/escape="false"|<script|javascript:/i);
  });
});
