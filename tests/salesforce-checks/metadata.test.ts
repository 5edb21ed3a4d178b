import { describe, expect, it } from 'vitest';
import { altered, check, files, project, source } from './project.ts';

async function saidOf(name: string, fault: Record<string, string | null>) {
  const [result] = await check(project(fault), name);
  return (result?.findings ?? []).map(({ file, line, message }) => ({ file, line, message }));
}

const messages = async (name: string, fault: Record<string, string | null>) =>
  (await saidOf(name, fault)).map(({ message }) => message);

describe('the schema of metadata', () => {
  const schema = (fault: Record<string, string | null>) => messages('metadata-schema', fault);

  it('knows every element, value and kind', async () => {
    const field = (part: string, by: string) => schema(altered(files.field, part, by));
    expect(await field('<scale>0</scale>', '<scales>0</scales>')).toEqual([
      'CustomField.scales: There is no such element.',
    ]);
    expect(await field('<scale>0</scale>', '<scale>none</scale>')).toEqual([
      'CustomField.scale: none is no number.',
    ]);
    expect(await field('<type>Number', '<type>Numbr')).toEqual([
      expect.stringMatching(/^CustomField.type: Numbr is none of /),
    ]);
    expect(await field('<scale>0</scale>', '<unique>maybe</unique>')).toEqual([
      'CustomField.unique: maybe is not true or false.',
    ]);
    expect(await field('<label>Score', '<label>Score</label><label>Twice')).toEqual([
      'CustomField.label: stands more than once.',
    ]);
    expect(await field('<label>Score</label>', '<label><b>Score</b></label>')).toEqual([
      'CustomField.label: is a text, and has elements here.',
    ]);
  });

  it('knows what has to be there, and where a list or an attribute may stand', async () => {
    const set = (content: string) => ({
      [`${source}/permissionsets/P.permissionset-meta.xml`]: `<PermissionSet xmlns="http://soap.sforce.com/2006/04/metadata">${content}</PermissionSet>`,
    });
    const access = (object: string) =>
      `<fieldPermissions><editable>false</editable><field>${object}.Score__c</field><readable>true</readable></fieldPermissions>`;
    expect(await schema(set(`<label>P</label>${access('Contact')}${access('Lead')}`))).toEqual([]);
    expect(await schema(set(access('Contact')))).toEqual([
      'PermissionSet: The element label is missing.',
    ]);
    const record = {
      [`${source}/customMetadata/S.One.md-meta.xml`]:
        '<CustomMetadata xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><label>One</label><values><field>Is_On__c</field><value xsi:type="xsd:boolean">true</value></values></CustomMetadata>',
    };
    expect(await schema(record)).toEqual([]);
  });

  it('tells where a file is no XML, and what no metadata is', async () => {
    const broken = altered(files.field, '</label>', '</labl>');
    expect(await saidOf('metadata-schema', broken)).toEqual([
      { file: files.field, line: 4, message: expect.stringContaining('label') },
    ]);
    const other = { [`${source}/x/X.x-meta.xml`]: '<NoSuchThing/>' };
    expect(await schema(other)).toEqual(['There is no metadata type NoSuchThing.']);
  });

  it('knows where components may be placed', async () => {
    const bundle = (part: string, by: string) => schema(altered(files.bundle, part, by));
    expect(await bundle('lightning__AppPage', 'lightning__AppPages')).toEqual([
      'target: There is no target lightning__AppPages.',
    ]);
    expect(await bundle('<target>lightning__AppPage</target>', '')).toEqual([
      'isExposed: Exposed, but for no target: nobody can place it.',
    ]);
    const config =
      '</targets><targetConfigs><targetConfig targets="lightning__AppPage,lightning__RecordPage"/></targetConfigs>';
    expect(await bundle('</targets>', config)).toEqual([
      'targetConfig: lightning__RecordPage is not among the targets.',
    ]);
  });
});

describe('the version of the API', () => {
  it('is named wherever behaviour depends on it', async () => {
    const without = altered(files.bundle, '<apiVersion>68.0</apiVersion>', '');
    expect(await messages('api-version', without)).toEqual(['Names no apiVersion. Expected 68.0.']);
  });

  it('is told with its line where it is another', async () => {
    expect(await saidOf('api-version', altered(files.bundle, '68.0', '60.0'))).toEqual([
      { file: files.bundle, line: 3, message: 'apiVersion is 60.0. Expected 68.0.' },
    ]);
  });
});

describe('the conversion', () => {
  it('misses a file that belongs to nothing', async () => {
    const stray = { [`${source}/lwc/greeting.js`]: 'export default 1;\n' };
    expect(await saidOf('convert', stray)).toEqual([
      { file: `${source}/lwc/greeting.js`, line: undefined, message: 'Part of no component.' },
    ]);
  });

  it('leaves out what the project tells Salesforce to ignore', async () => {
    const notes = { [`${source}/classes/notes.txt`]: '', '.forceignore': '**/*.txt\n' };
    expect(await saidOf('convert', notes)).toEqual([]);
  });
});

describe('labels', () => {
  it('exist where a component, Apex or a page names them', async () => {
    const page = `${source}/pages/P.page`;
    const part = `${source}/components/C.component`;
    const fault = {
      ...altered(files.script, 'c.Greeting', 'c.Greetings'),
      ...altered(files.class, 'Label.Greeting', 'Label.Greets'),
      [page]: '<apex:page>\n{!$Label.oppspot__Greeted} {!$Label.oppspot__Greeting}\n</apex:page>\n',
      [part]: '<apex:component>{!$Label.Greetd}</apex:component>\n',
    };
    expect(await saidOf('labels', fault)).toEqual([
      { file: files.class, line: 5, message: 'There is no custom label Greets.' },
      { file: part, line: 1, message: 'There is no custom label Greetd.' },
      { file: files.script, line: 2, message: 'There is no custom label Greetings.' },
      { file: page, line: 2, message: 'There is no custom label Greeted.' },
    ]);
  });

  it('are used, or need no translation', async () => {
    const unused = {
      ...altered(files.script, "import greeting from '@salesforce/label/c.Greeting';", ''),
      ...altered(files.class, 'System.Label.Greeting', "''"),
    };
    expect(await saidOf('labels', unused)).toEqual([
      { file: files.labels, line: 4, message: 'Nothing uses the custom label Greeting.' },
    ]);
  });
});
