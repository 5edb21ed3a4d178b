/** What an administrator can switch off without changing anything else, and where the server is. */
import type { GeneratedFiles } from './files.ts';
import { metadataFile, type XmlElement } from './xml.ts';

const switches = {
  Enrich_From_Card: 'The component on records may enrich them.',
  Enrich_From_Flow: 'Flows may enrich records.',
  Enrich_From_List: 'The button above list views may enrich what is selected.',
} as const;

/** Fictional: a company that runs its own server puts its own here. */
const appAddress = 'https://smartsync-production.oppspot.example';

export function switchFiles(): GeneratedFiles {
  return new Map([
    ...Object.entries(switches).map(([name, note]) =>
      record('OppSpot_Switch', name, [
        ['Is_On__c', 'xsd:boolean', 'true'],
        ['Note__c', 'xsd:string', note],
      ]),
    ),
    record('OppSpot_Setting', 'App_Address', [['Value__c', 'xsd:string', appAddress]]),
  ]);
}

function record(
  type: string,
  name: string,
  values: readonly (readonly [field: string, type: string, value: string])[],
): [string, string] {
  const elements: XmlElement[] = [
    ['label', name.replaceAll('_', ' ')],
    ['protected', false],
  ];
  const file = metadataFile('CustomMetadata', elements);
  const rows = values.map(
    ([field, xsd, value]) =>
      `    <values>\n        <field>${field}</field>\n        <value xsi:type="${xsd}">${value}</value>\n    </values>\n`,
  );
  return [
    `customMetadata/${type}.${name}.md-meta.xml`,
    file
      .replace(
        '<CustomMetadata ',
        '<CustomMetadata xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" ',
      )
      .replace('</CustomMetadata>', `${rows.join('')}</CustomMetadata>`),
  ];
}
