/**
 * A small Salesforce project that has nothing wrong with it, in a folder of its own. A test plants
 * one fault in it.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { checks } from '../../salesforce-package/checks/checks.ts';
import { openProject } from '../../salesforce-package/checks/project.ts';
import { type Result, runChecks } from '../../salesforce-package/checks/run.ts';
import { hasJava } from '../../salesforce-package/checks/tools.ts';

/** Texts by path; null takes a file away. */
type Files = Record<string, string | null>;

/** What the package deploys lies here. */
export const source = 'salesforce-package/force-app/main/default';

const metadata = (root: string, content: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://soap.sforce.com/2006/04/metadata">\n${content}\n</${root}>\n`;

export const classMeta: string = metadata(
  'ApexClass',
  '<apiVersion>68.0</apiVersion>\n<status>Active</status>',
);

export const files = {
  config: 'sfdx-project.json',
  class: `${source}/classes/Greeter.cls`,
  classMeta: `${source}/classes/Greeter.cls-meta.xml`,
  field: `${source}/objects/Contact/fields/Score__c.field-meta.xml`,
  labels: `${source}/labels/CustomLabels.labels-meta.xml`,
  script: `${source}/lwc/greeting/greeting.js`,
  markup: `${source}/lwc/greeting/greeting.html`,
  style: `${source}/lwc/greeting/greeting.css`,
  bundle: `${source}/lwc/greeting/greeting.js-meta.xml`,
  test: `${source}/lwc/greeting/__tests__/greeting.test.js`,
  sheet: 'docs/salesforce-false-positives.md',
} as const;

const sound = {
  [files.config]: JSON.stringify({
    packageDirectories: [{ path: 'salesforce-package/force-app', default: true }],
    namespace: 'oppspot',
    sourceApiVersion: '68.0',
  }),
  [files.class]: `public with sharing class Greeter {
  @AuraEnabled(cacheable=true)
  public static String greet(Id recordId) {
    List<Contact> found = read(recordId);
    return found.isEmpty() ? null : System.Label.Greeting + found[0].LastName + found[0].Score__c;
  }

  private static List<Contact> read(Id recordId) {
    return [
      SELECT LastName, Score__c, Account.Owner.Name, (SELECT CreatedById FROM Tasks)
      FROM Contact
      WHERE Id = :recordId
      WITH USER_MODE
    ];
  }
}
`,
  [files.classMeta]: classMeta,
  [`${source}/classes/GreeterTest.cls`]: `@IsTest
private class GreeterTest {
  @IsTest
  static void greetsNobody() {
    Assert.isNull(Greeter.greet(null));
  }
}
`,
  [`${source}/classes/GreeterTest.cls-meta.xml`]: classMeta,
  [files.field]: metadata(
    'CustomField',
    '<fullName>Score__c</fullName>\n<label>Score</label>\n<precision>3</precision>\n<scale>0</scale>\n<type>Number</type>',
  ),
  [files.labels]: metadata(
    'CustomLabels',
    '<labels>\n<fullName>Greeting</fullName>\n<language>en_US</language>\n<protected>true</protected>\n<shortDescription>Greeting</shortDescription>\n<value>Good morning</value>\n</labels>',
  ),
  'salesforce-package/generate/labels/card.json': JSON.stringify({ Greeting: 'Good morning' }),
  [files.script]: `import greet from '@salesforce/apex/Greeter.greet';
import greeting from '@salesforce/label/c.Greeting';
import { api, LightningElement, wire } from 'lwc';

export default class Greeting extends LightningElement {
  @api recordId;
  @wire(greet, { recordId: '$recordId' }) greeted;
  text = greeting;
}
`,
  [files.markup]: '<template>\n  <p class="greeting">{text}</p>\n</template>\n',
  [files.style]: '.greeting {\n  color: var(--slds-g-color-on-surface-1, #5c5c5c);\n}\n',
  [files.bundle]: metadata(
    'LightningComponentBundle',
    '<apiVersion>68.0</apiVersion>\n<isExposed>true</isExposed>\n<targets>\n<target>lightning__AppPage</target>\n</targets>',
  ),
  [files.test]: `import { createElement } from 'lwc';
import Greeting from 'c/greeting';

it('greets in words, for everybody', async () => {
  const element = createElement('c-greeting', { is: Greeting });
  document.body.appendChild(element);
  expect(element.shadowRoot.textContent).toBe('Good morning');
  await expect(element).toBeAccessible();
});
`,
};

/** The text of a file of the sound project, with one part of it replaced. */
export function altered(path: keyof typeof sound, part: string, by: string): Files {
  const text = sound[path];
  if (!text?.includes(part)) throw new Error(`${path} has no ${part}`);
  return { [path]: text.replace(part, by) };
}

/** Writes the project with a fault in it, and removes it after the test. */
export function project(fault: Files = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'salesforce-project-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const [path, text] of Object.entries({ ...sound, ...fault })) {
    if (text === null) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

/**
 * Whether there is Java. On a developer's machine there may be none, and the checks that need it are
 * then left out; in CI its absence is a failure.
 */
export const java: boolean = hasJava();
if (!java && process.env.CI)
  throw new Error('CI needs Java for the checks of the Salesforce package.');

/** Runs the checks of these names, or all. */
export async function check(root: string, ...names: string[]): Promise<Result[]> {
  const chosen = checks.filter(({ name }) => names.length === 0 || names.includes(name));
  const terms = { java, javaRequired: false };
  return Promise.all(runChecks(openProject(root), chosen, terms));
}

const program = join(import.meta.dirname, '../../salesforce-package/checks/main.ts');

/** Runs the command as a developer does; `CI` is taken away, so that Java may be missing. */
export function call(...args: string[]) {
  const { CI: _, ...env } = process.env;
  const options = { encoding: 'utf8', env } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], options);
  return { status, stdout, stderr };
}
