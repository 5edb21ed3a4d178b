import FIELDS_FOLLOW_POLICIES from '@salesforce/label/c.Card_Fields_Follow_Policies';
import NOT_ENRICHED_YET from '@salesforce/label/c.Card_Not_Enriched_Yet';
import ONE_CLICK from '@salesforce/label/c.Card_One_Click';
import { LightningElement } from 'lwc';

/** Before the first enrichment: what one click does and what it writes. */
export default class OppspotEmpty extends LightningElement {
  heading = NOT_ENRICHED_YET;
  labels = { what: ONE_CLICK, policies: FIELDS_FOLLOW_POLICIES };
}
