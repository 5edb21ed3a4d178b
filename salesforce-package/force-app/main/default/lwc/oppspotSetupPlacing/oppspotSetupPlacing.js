import DRAG from '@salesforce/label/c.Setup_Place_Drag';
import HEADING from '@salesforce/label/c.Setup_Place_Heading';
import OPEN from '@salesforce/label/c.Setup_Place_Open';
import OTHERS from '@salesforce/label/c.Setup_Place_Others';
import PURPOSE from '@salesforce/label/c.Setup_Place_Purpose';
import SAVE from '@salesforce/label/c.Setup_Place_Save';
import { LightningElement } from 'lwc';

/** How the card gets onto record pages. */
export default class OppspotSetupPlacing extends LightningElement {
  labels = { heading: HEADING, purpose: PURPOSE };
  steps = [OPEN, DRAG, SAVE, OTHERS];
}
