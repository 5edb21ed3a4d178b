import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { home } from '../../salesforce-package/checks/project.ts';
import { driftOf, writeFiles } from '../../salesforce-package/generate/files.ts';
import { generatedFiles } from '../../salesforce-package/generate/generated.ts';
import { labelFiles } from '../../salesforce-package/generate/labels.ts';
import { metadataFile } from '../../salesforce-package/generate/xml.ts';

describe('The command that generates the package', () => {
  it('finds nothing to change in the repository', () => {
    const command = ['salesforce-package/generate/main.ts', '--check'];
    const { status, stderr } = spawnSync(process.execPath, command, {
      cwd: home,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });
});

describe('Generated files', () => {
  const [path = '', content = ''] = [...generatedFiles()][0] ?? [];

  it('are written whole, and differ from nothing afterwards', () => {
    const folder = newFolder();
    expect(writeFiles(folder, generatedFiles())).toEqual([]);
    expect(driftOf(folder, generatedFiles())).toEqual([]);
    expect(readFileSync(join(folder, path), 'utf8')).toBe(content);
  });

  it.each([
    ['somebody changed', `${content}\n`, 'is not what its sources say.'],
    ['somebody deleted', null, 'is missing.'],
  ])('are named when %s one', (_what, text, message) => {
    const folder = newPackage();
    if (text === null) rmSync(join(folder, path));
    else writeFileSync(join(folder, path), text);
    expect(driftOf(folder, generatedFiles())).toEqual([`${path} ${message}`]);
  });

  it.each([
    'objects/Lead/fields/Old__c.field-meta.xml',
    'objects/Activity/fields/Old__c.field-meta.xml',
    'objects/Contact/webLinks/Old.webLink-meta.xml',
    'permissionsets/Old.permissionset-meta.xml',
    'flexipages/Old.flexipage-meta.xml',
    'customMetadata/OppSpot_Switch.Old.md-meta.xml',
  ])('are named and removed when they come from nothing any more: %s', (left) => {
    const folder = newPackage();
    writeAt(folder, left);
    expect(driftOf(folder, generatedFiles())).toEqual([`${left} comes from nothing any more.`]);
    expect(writeFiles(folder, generatedFiles())).toEqual([left]);
    expect(existsSync(join(folder, left))).toBe(false);
  });

  it.each([
    'objects/OppSpot_Key__c/fields/Signing_Key__c.field-meta.xml',
    'flows/Mine.flow-meta.xml',
    'classes/Mine.cls',
  ])('leave what people wrote alone: %s', (mine) => {
    const folder = newPackage();
    writeAt(folder, mine);
    expect(writeFiles(folder, generatedFiles())).toEqual([]);
    expect(existsSync(join(folder, mine))).toBe(true);
  });
});

describe('Labels', () => {
  const labelsOf = (...sources: Record<string, string>[]) => {
    const folder = newFolder();
    for (const [index, labels] of sources.entries()) {
      writeFileSync(join(folder, `${index}.json`), JSON.stringify(labels));
    }
    return labelFiles(folder).get('labels/CustomLabels.labels-meta.xml') ?? '';
  };

  it('are sorted, whichever file they come from', () => {
    const xml = labelsOf({ Card_B: 'b', Card_D: 'd' }, { Apex_C: 'c', Card_A: 'a' });
    const names = [...xml.matchAll(/<fullName>(\w+)</g)].map(([, name]) => name);
    expect(names).toEqual(['Apex_C', 'Card_A', 'Card_B', 'Card_D']);
  });

  it('keep what XML would take for its own', () => {
    expect(labelsOf({ A: `<b> & "c" 'd'` })).toContain(
      '<value>&lt;b&gt; &amp; &quot;c&quot; &apos;d&apos;</value>',
    );
  });

  it.each([
    ['the same name in two files', [{ A: 'a' }, { A: 'b' }], 'There are two labels A.'],
    ['names that differ in case only', [{ Ab: 'a', aB: 'b' }], 'There are two labels aB.'],
    ['a name with a dash', [{ 'A-B': 'a' }], 'A-B cannot be the name of a label.'],
    ['a name with two underscores', [{ A__B: 'a' }], 'A__B cannot be the name of a label.'],
    ['a name that is too long', [{ [`A${'b'.repeat(80)}`]: 'a' }], 'cannot be the name'],
    ['no text', [{ A: '' }], 'needs a text of 1 to 1000'],
    ['a text that is too long', [{ A: 'a'.repeat(1001) }], 'needs a text of 1 to 1000'],
    ['a text Salesforce would trim', [{ A: 'a ' }], 'The label A begins or ends with a space.'],
  ])('are refused: %s', (_what, sources, message) => {
    expect(() => labelsOf(...(sources as Record<string, string>[]))).toThrow(message);
  });
});

describe('A metadata file', () => {
  it('is written as Salesforce writes it', () => {
    const elements = [['values', [['value', true, { 'xsi:type': 'xsd:boolean' }]]]] as const;
    expect(metadataFile('CustomMetadata', elements, { xsi: 'urn:x' })).toBe(
      `<?xml version="1.0" encoding="UTF-8"?>
<CustomMetadata xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="urn:x">
    <values>
        <value xsi:type="xsd:boolean">true</value>
    </values>
</CustomMetadata>
`,
    );
  });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'generated-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

function newPackage(): string {
  const folder = newFolder();
  writeFiles(folder, generatedFiles());
  return folder;
}

function writeAt(folder: string, path: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), 'x');
}
