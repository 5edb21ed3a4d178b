/** "Enrich with oppSpot" above list views: a button for what is selected, on each object. */
import { enrichedObjects } from './fields.ts';
import type { GeneratedFiles } from './files.ts';
import { metadataFile } from './xml.ts';

/** The Visualforce page behind the button. */
export function listPageOf(object: (typeof enrichedObjects)[number]): string {
  return `OppSpotEnrich${object}s`;
}

export function listButtonFiles(): GeneratedFiles {
  return new Map(
    enrichedObjects.map((object) => [
      `objects/${object}/webLinks/OppSpot_Enrich.webLink-meta.xml`,
      metadataFile('WebLink', [
        ['fullName', 'OppSpot_Enrich'],
        ['availability', 'online'],
        ['description', 'Enriches the selected records.'],
        ['displayType', 'massActionButton'],
        ['linkType', 'page'],
        ['masterLabel', 'Enrich with oppSpot'],
        ['openType', 'sidebar'],
        ['page', listPageOf(object)],
        ['protected', false],
        ['requireRowSelection', true],
      ]),
    ]),
  );
}
