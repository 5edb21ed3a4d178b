import { describe, expect, it } from 'vitest';
import type { Finding } from '../../salesforce-package/checks/check.ts';
import { altered, check, classMeta, files, java, project, source } from './project.ts';

/** What a check says of a class that stands beside the sound ones. */
async function saidOf(name: string, text: string, extra: Record<string, string> = {}) {
  const root = project({
    [`${source}/classes/Tried.cls`]: text,
    [`${source}/classes/Tried.cls-meta.xml`]: classMeta,
    [`${source}/classes/TriedTest.cls`]: '@IsTest\nprivate class TriedTest {\n  Tried one;\n}\n',
    [`${source}/classes/TriedTest.cls-meta.xml`]: classMeta,
    ...extra,
  });
  const [result] = await check(root, name);
  return (result?.findings ?? []).map(sentence);
}

function sentence({ line, message }: Finding): string {
  return line === undefined ? message : `${line}: ${message}`;
}

const lines = (...text: string[]) => `${text.join('\n')}\n`;

describe('the rules for Apex', () => {
  const rules = (text: string, extra?: Record<string, string>) => saidOf('apex-rules', text, extra);

  it('want every class to say whose records it sees', async () => {
    expect(await rules('public class Tried {}')).toEqual([
      '1: Say with, without or inherited sharing.',
    ]);
    expect(await rules('public inherited sharing class Tried {}')).toEqual([]);
    expect(await rules('public class Tried extends Exception {}')).toEqual([]);
    expect(await rules('public interface Tried {}')).toEqual([]);
  });

  it('want a reason for seeing the records of everybody', async () => {
    const bare = 'public without sharing class Tried {}';
    expect(await rules(bare)).toEqual([
      '1: A comment has to say why this class is without sharing.',
    ]);
    expect(await rules(`// The key belongs to no user.\n${bare}`)).toEqual([]);
  });

  it('want a test and a metadata file for every class', async () => {
    const orphan = { [`${source}/classes/Orphan.cls`]: 'public with sharing class Orphan {}' };
    expect(await rules('public with sharing class Tried {}', orphan)).toEqual([
      'Its -meta.xml file is missing.',
      'No test names this.',
    ]);
    const left = { [`${source}/classes/Gone.cls-meta.xml`]: classMeta };
    expect(await rules('public with sharing class Tried {}', left)).toEqual([
      'Its source file is missing.',
    ]);
  });

  it('do not take a comment for a test', async () => {
    const talk = { [`${source}/classes/TriedTest.cls`]: '// Tried\n@IsTest\nclass TriedTest {}' };
    expect(await rules('public with sharing class Tried {}', talk)).toEqual([
      'No test names this.',
    ]);
  });

  it('refuse what API 67 does not compile, in a query and in a text', async () => {
    const text = lines(
      'public with sharing class Tried {',
      '  // Once WITH SECURITY_ENFORCED',
      '  Object one = [SELECT Id FROM Contact WITH SECURITY_ENFORCED];',
      "  String other = 'WITH  security_enforced';",
      '}',
    );
    expect(await rules(text)).toEqual(['3: Write WITH USER_MODE.', '4: Write WITH USER_MODE.']);
  });

  it('want false positives named where a reviewer sees them', async () => {
    const text = lines(
      "@SuppressWarnings('PMD.ApexCRUDViolation')",
      'public with sharing class Tried {',
      '  Integer one = 1; // NOPMD',
      '}',
    );
    const message = 'Name a false positive in docs/salesforce-false-positives.md instead.';
    expect(await rules(text)).toEqual([`1: ${message}`, `3: ${message}`]);
  });

  describe('on cacheable methods', () => {
    const reading = (...body: string[]) =>
      lines(
        'public with sharing class Tried {',
        '  @AuraEnabled(cacheable=true)',
        '  public static void read() {',
        '    help();',
        '  }',
        '  static void help() {',
        ...body,
        '  }',
        '}',
      );

    it.each([
      ['insert new Contact();', 'it changes records'],
      ['Database.update(new Contact(), AccessLevel.USER_MODE);', 'it changes records'],
      ['System.enqueueJob(new Job());', 'it changes records'],
      ['EventBus.publish(new List<SObject>());', 'it changes records'],
      ['new Http().send(new HttpRequest());', 'it calls a server'],
    ])('refuse %s, however far away', async (statement, effect) => {
      expect(await rules(reading(statement))).toEqual([
        `3: Cacheable, but ${effect} (read → help).`,
      ]);
    });

    it('follow calls into other classes', async () => {
      const gateway = {
        [`${source}/classes/Gateway.cls`]: lines(
          'public with sharing class Gateway {',
          '  public void post() {',
          '    new Http().send(new HttpRequest());',
          '  }',
          '}',
        ),
        [`${source}/classes/Gateway.cls-meta.xml`]: classMeta,
        [`${source}/classes/GatewayTest.cls`]: '@IsTest\nclass GatewayTest {\n  Gateway one;\n}\n',
        [`${source}/classes/GatewayTest.cls-meta.xml`]: classMeta,
      };
      expect(await rules(reading('new Gateway().post();'), gateway)).toEqual([
        '3: Cacheable, but it calls a server (read → help → post).',
      ]);
    });

    it('let reading pass, also where methods call each other', async () => {
      expect(await rules(reading('help();', 'Object o = [SELECT Id FROM Contact];'))).toEqual([]);
    });

    it('let a method that is not cacheable change things', async () => {
      const text = reading('insert new Contact();').replace('(cacheable=true)', '');
      expect(await rules(text)).toEqual([]);
    });
  });
});

describe('the syntax of Apex', () => {
  it('is told with its line', async () => {
    const [said] = await saidOf(
      'apex-syntax',
      'public with sharing class Tried {\n  void go( {}\n}\n',
    );
    expect(said).toMatch(/^2: /);
  });

  it('covers triggers', async () => {
    const trigger = { [`${source}/triggers/T.trigger`]: 'trigger T on Contact (before) {}\n' };
    expect(await saidOf('apex-syntax', 'class Tried {}', trigger)).toHaveLength(1);
  });
});

describe.runIf(java)('the fields that Apex names', () => {
  const fields = (...body: string[]) =>
    saidOf('apex-fields', lines('public with sharing class Tried {', ...body, '}'));

  it('exist in queries, through relationships, children, conditions and texts', async () => {
    expect(
      await fields(
        '  Object a = [SELECT Id, Nickname FROM Contact];',
        '  Object b = [SELECT Account.Owner.Nickname FROM Contact];',
        '  Object c = [SELECT (SELECT Nickname FROM Account.Contacts) FROM Account];',
        '  Object d = [SELECT Id FROM Account WHERE Id IN (SELECT AccountIdd FROM Contact)];',
        '  Object e = [SELECT Id FROM Contact ORDER BY Nickname];',
        "  Object f = Database.query('SELECT Nickname FROM Contact WITH USER_MODE');",
        '  Object g = [SELECT Missing__c FROM Contact];',
        '  Object h = [SELECT Id FROM Nobody];',
        '  Object i = [SELECT TYPEOF Whose WHEN Contact THEN LastName END FROM Task];',
      ),
    ).toEqual([
      "2: Unknown field 'Nickname' on SObject 'Schema.Contact'",
      "3: Unknown field 'Nickname' on SObject 'Schema.User'",
      "4: Unknown field 'Nickname' on SObject 'Schema.Contact'",
      "5: Unknown field 'AccountIdd' on SObject 'Schema.Contact'",
      "6: Unknown field 'Nickname' on SObject 'Schema.Contact'",
      "7: Unknown field 'Nickname' on SObject 'Schema.Contact'",
      '8: There is no field Missing__c on Contact.',
      "9: No type declaration found for 'Nobody'",
      "10: Unknown field 'Whose' on SObject 'Schema.Task'",
    ]);
  });

  it('may be those of the package, with and without its namespace, under an alias', async () => {
    expect(
      await fields(
        '  Object a = [SELECT oppspot__Score__c, score__C FROM Contact c WHERE c.Score__c > 1];',
        '  Object b = [SELECT COUNT(Id) total FROM Contact GROUP BY Contact.LastName HAVING COUNT(Id) > 1];',
        '  Object c = [SELECT TYPEOF Who WHEN Contact THEN LastName ELSE Name END FROM Task];',
        '  Object d = [SELECT toLabel(LeadSource), FORMAT(CreatedDate) shown FROM Lead];',
      ),
    ).toEqual([]);
  });

  it('may be those of activities, which are fields of tasks', async () => {
    const key = {
      [`${source}/objects/Activity/fields/Key__c.field-meta.xml`]:
        '<CustomField xmlns="http://soap.sforce.com/2006/04/metadata"><fullName>Key__c</fullName><label>Key</label><length>80</length><type>Text</type></CustomField>',
    };
    const text = lines(
      'public with sharing class Tried {',
      '  List<Task> all = [SELECT Key__c FROM Task];',
      '  String one = all[0].Key__c;',
      "  Task other = new Task(Key__c = 'x');",
      '}',
    );
    expect(await saidOf('apex-fields', text, key)).toEqual([]);
    expect(await saidOf('apex-types', text, key)).toEqual([]);
  });

  it('exist on records too, also where the package adds fields to the object', async () => {
    expect(
      await fields(
        '  Object a(Contact one) {',
        '    return one.Nickname;',
        '  }',
        '  Object b(Contact one) {',
        '    return one.Score__c;',
        '  }',
      ),
    ).toEqual(['3: There is no field Nickname on Contact.']);
  });

  it('are not known in a query that is put together when it runs, which is said', async () => {
    const text =
      "public with sharing class Tried {\n  Object a(String b) {\n    return Database.query('SELECT Id FROM ' + b);\n  }\n}\n";
    const root = project({
      [`${source}/classes/Tried.cls`]: text,
      [`${source}/classes/Tried.cls-meta.xml`]: classMeta,
    });
    const [result] = await check(root, 'apex-fields');
    expect(result?.notes).toEqual([
      `${source}/classes/Tried.cls:3 puts a query together: its fields are not checked.`,
    ]);
    expect(result?.findings).toEqual([]);
  });
});

describe.runIf(java)('the types of Apex', () => {
  it('know the classes of the package', async () => {
    const wrong = altered(files.class, 'read(recordId);', 'Greeter.reed(recordId);');
    const [result] = await check(project(wrong), 'apex-types');
    expect(result?.findings).toEqual([expect.objectContaining({ file: files.class, line: 4 })]);
  });

  it('know the interfaces of the platform', async () => {
    const incomplete = 'public with sharing class Tried implements Queueable {}';
    expect(await saidOf('apex-types', incomplete)).toEqual([
      expect.stringMatching(/^1: .*execute/),
    ]);
  });
});
