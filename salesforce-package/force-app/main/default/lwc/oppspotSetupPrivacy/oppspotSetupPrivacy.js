import DOMAINS from '@salesforce/label/c.Setup_Domains';
import DOMAINS_MEANING from '@salesforce/label/c.Setup_Domains_Meaning';
import RECORD_IDS from '@salesforce/label/c.Setup_Record_Ids';
import RECORD_IDS_MEANING from '@salesforce/label/c.Setup_Record_Ids_Meaning';
import HEADING from '@salesforce/label/c.Setup_Suppression_Heading';
import PURPOSE from '@salesforce/label/c.Setup_Suppression_Purpose';
import { SetupPart } from 'c/oppspotSetupPart';

/** Whom oppSpot leaves alone. */
export default class OppspotSetupPrivacy extends SetupPart {
  labels = { heading: HEADING, purpose: PURPOSE };

  get lists() {
    return [
      this.field('settings.suppression.domains', {
        kind: 'list',
        label: DOMAINS,
        description: DOMAINS_MEANING,
        placeholder: 'acme.example',
      }),
      this.field('settings.suppression.recordIds', {
        kind: 'list',
        label: RECORD_IDS,
        description: RECORD_IDS_MEANING,
      }),
    ];
  }
}
