/** Sample record pages with the component in the right column. Admins put it on pages of their own. */
import { enrichedObjects } from './fields.ts';
import type { GeneratedFiles } from './files.ts';
import { metadataFile, type XmlElement } from './xml.ts';

const component = (name: string): XmlElement => [
  'itemInstances',
  [
    [
      'componentInstance',
      [
        ['componentName', name],
        ['identifier', name.replace(':', '_')],
      ],
    ],
  ],
];

const region = (name: string, components: readonly string[]): XmlElement => [
  'flexiPageRegions',
  [...components.map(component), ['name', name], ['type', 'Region']],
];

export function recordPageFiles(): GeneratedFiles {
  return new Map(
    enrichedObjects.map((object) => [
      `flexipages/OppSpot_${object}_Record_Page.flexipage-meta.xml`,
      metadataFile('FlexiPage', [
        ['description', `A sample: the record page of ${object} with oppSpot in the right column.`],
        region('header', ['force:highlightsPanel']),
        region('main', ['force:detailPanel', 'force:relatedListContainer']),
        region('sidebar', ['oppspotEnrich', 'runtime_sales_activities:activityPanel']),
        ['masterLabel', `oppSpot ${object} Record Page`],
        ['sobjectType', object],
        [
          'template',
          [
            ['name', 'flexipage:recordHomeTemplateDesktop'],
            [
              'properties',
              [
                ['name', 'enablePageActionConfig'],
                ['value', 'false'],
              ],
            ],
          ],
        ],
        ['type', 'RecordPage'],
      ]),
    ]),
  );
}
