import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checks } from '../../salesforce-package/checks/checks.ts';
import type { Result } from '../../salesforce-package/checks/run.ts';
import { altered, call, check, classMeta, files, java, project, source } from './project.ts';

/** What a check says of one file. */
function saidOf(results: Result[]): Record<string, string[]> {
  return Object.fromEntries(
    results.map(({ name, findings }) => [name, findings.map(({ file }) => file)]),
  );
}

/** What a check that needs Java says, where there is Java. */
const withJava = (file: string) => (java ? [file] : []);

const apex = (name: string, text: string) => ({
  [`${source}/classes/${name}.cls`]: text,
  [`${source}/classes/${name}.cls-meta.xml`]: classMeta,
});

describe('the checks', () => {
  it("have nothing against a sound project, and keep Salesforce's report of it", () => {
    const root = project();
    const report = join(root, 'data/security.html');
    const { status, stdout } = call('--project', root, '--report', report);
    const verdicts = Object.fromEntries(
      [...stdout.matchAll(/^(\S+) +(ok|skipped|\d+ found) /gm)].map(([, name, said]) => [
        name,
        said,
      ]),
    );
    expect(verdicts).toEqual(
      Object.fromEntries(
        checks.map(({ name, needsJava }) => [name, needsJava && !java ? 'skipped' : 'ok']),
      ),
    );
    expect(status).toBe(0);
    if (java) expect(readFileSync(report, 'utf8')).toContain('<title>Code Analyzer Report');
  });

  it('each find the fault that is theirs, and no other', async () => {
    const fault = {
      ...apex(
        'Insecure',
        "public with sharing class Insecure {\n  HttpRequest ask() {\n    HttpRequest request = new HttpRequest();\n    request.setEndpoint('http://insecure.example');\n    return request;\n  }\n}\n",
      ),
      ...apex(
        'Mistyped',
        "public with sharing class Mistyped {\n  Integer count() {\n    return 'three';\n  }\n}\n",
      ),
      ...apex(
        'Misread',
        'public with sharing class Misread {\n  List<Contact> all() {\n    return [SELECT Nickname FROM Contact WITH USER_MODE];\n  }\n}\n',
      ),
      ...apex('Untested', 'public with sharing class Untested {\n}\n'),
      ...apex(
        'AllTest',
        '@IsTest\nprivate class AllTest {\n  @IsTest\n  static void all() {\n    Assert.isNotNull(new Insecure());\n    Assert.isNotNull(new Mistyped());\n    Assert.isNotNull(new Misread());\n  }\n}\n',
      ),
      [`${source}/classes/AllTest.cls-meta.xml`]: classMeta.replace('68.0', '66.0'),
      [`${source}/classes/notes.txt`]: 'To do\n',
      ...altered(files.test, 'Good morning', 'Good evening'),
      ...altered(
        files.script,
        'text = greeting;',
        "text = greeting;\n\n  connectedCallback() {\n    window.localStorage.setItem('greeted', greet({ name: 'Ada' }));\n  }",
      ),
      ...altered(files.style, 'var(--slds-g-color-on-surface-1, #5c5c5c)', '#5c5c5c'),
      ...altered(
        files.labels,
        '</CustomLabels>',
        '<labels>\n<fullName>Farewell</fullName>\n<language>en_US</language>\n<protected>true</protected>\n<shortDescription>Farewell</shortDescription>\n<value>Good night</value>\n</labels>\n</CustomLabels>',
      ),
      ...altered(files.bundle, '<isExposed>true', '<isExposed>yes'),
    };
    const results = await check(project(fault));
    expect(saidOf(results)).toEqual({
      security: withJava(`${source}/classes/Insecure.cls`),
      'lwc-tests': [files.test],
      'lwc-lint': [files.script],
      'lwc-design': [files.style],
      'lwc-imports': [files.script],
      'apex-syntax': [],
      'apex-types': withJava(`${source}/classes/Mistyped.cls`),
      'apex-fields': withJava(`${source}/classes/Misread.cls`),
      'apex-rules': [`${source}/classes/Untested.cls`],
      labels: [files.labels],
      'metadata-schema': [files.bundle],
      'api-version': [`${source}/classes/AllTest.cls-meta.xml`],
      convert: [`${source}/classes/notes.txt`],
    });
  });
});
