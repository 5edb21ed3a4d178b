import { api, LightningElement } from 'lwc';

/** What a part of the page is called and what it decides. */
export default class OppspotSetupHeading extends LightningElement {
  @api heading;
  @api purpose;
}
