/** What an administrator can switch off without changing anything else, and where the server is. */
import type { GeneratedFiles } from './files.ts';
import { metadataFile, type XmlElement } from './xml.ts';

const switches = {
  Enrich_From_Card: {
    label: 'Enrich from record pages',
    note: 'Off: the component on records shows what is there and starts nothing.',
  },
  Enrich_From_Flow: {
    label: 'Enrich from Flows',
    note: 'Off: the action “Enrich with oppSpot” answers each row that it is switched off.',
  },
  Enrich_From_List: {
    label: 'Enrich from list views',
    note: 'Off: the button above lists says so and starts nothing.',
  },
} as const;

/** Fictional; `sfdx-project.json` says what takes its place in a package. */
const appAddress = 'https://smartsync-production.oppspot.example';

export function switchFiles(): GeneratedFiles {
  return new Map([
    ...Object.entries(switches).map(([name, { label, note }]) =>
      record(`OppSpot_Switch.${name}`, label, [
        ['Is_On__c', 'xsd:boolean', 'true'],
        ['Note__c', 'xsd:string', note],
      ]),
    ),
    record('OppSpot_Setting.App_Address', 'App Address', [['Value__c', 'xsd:string', appAddress]]),
  ]);
}

/** Not protected: an administrator may not change a protected record, and nothing here is a secret. */
function record(
  name: string,
  label: string,
  values: readonly (readonly [field: string, type: string, value: string])[],
): [string, string] {
  const elements: XmlElement[] = [
    ['label', label],
    ['protected', false],
    ...values.map(
      ([field, type, value]): XmlElement => [
        'values',
        [
          ['field', field],
          ['value', value, { 'xsi:type': type }],
        ],
      ],
    ),
  ];
  const namespaces = {
    xsi: 'http://www.w3.org/2001/XMLSchema-instance',
    xsd: 'http://www.w3.org/2001/XMLSchema',
  };
  return [
    `customMetadata/${name}.md-meta.xml`,
    metadataFile('CustomMetadata', elements, namespaces),
  ];
}
