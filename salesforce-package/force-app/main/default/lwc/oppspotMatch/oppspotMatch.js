import COMPANY from '@salesforce/label/c.Card_Company';
import COMPANY_NUMBER from '@salesforce/label/c.Card_Company_Number';
import COMPANY_NUMBER_HELP from '@salesforce/label/c.Card_Company_Number_Help';
import DOING_PICK from '@salesforce/label/c.Card_Doing_Pick';
import ENRICH_WITH_THIS from '@salesforce/label/c.Card_Enrich_With_This';
import HOW_SURE from '@salesforce/label/c.Card_How_Sure';
import NAME from '@salesforce/label/c.Card_Name';
import NAME_THE_COMPANY from '@salesforce/label/c.Card_Name_The_Company';
import NAME_THE_RIGHT_ONE from '@salesforce/label/c.Card_Name_The_Right_One';
import NOT_THIS_COMPANY from '@salesforce/label/c.Card_Not_This_Company';
import REGISTRATION from '@salesforce/label/c.Card_Registration';
import UNKNOWN from '@salesforce/label/c.Card_Unknown';
import WEBSITE from '@salesforce/label/c.Card_Website';
import WEBSITE_HELP from '@salesforce/label/c.Card_Website_Help';
import { percent } from 'c/oppspotText';
import { registrationInWords, typedPick } from 'c/oppspotWords';
import { api, LightningElement } from 'lwc';

/** Which company was taken and why; and the way to name another. */
export default class OppspotMatch extends LightningElement {
  @api match;
  /** See `withNews`. */
  @api work;
  @api disabled = false;
  website = '';
  number = '';
  labels = {
    company: COMPANY,
    name: NAME_THE_RIGHT_ONE,
    website: WEBSITE,
    websiteHelp: WEBSITE_HELP,
    number: COMPANY_NUMBER,
    numberHelp: COMPANY_NUMBER_HELP,
    enrich: ENRICH_WITH_THIS,
    busy: DOING_PICK,
  };

  get facts() {
    if (this.match.status !== 'matched') return null;
    const { name, confidence, domain } = this.match.company;
    return [
      { name: NAME, value: name },
      { name: HOW_SURE, value: percent(confidence) },
      { name: WEBSITE, value: domain ?? UNKNOWN },
      { name: REGISTRATION, value: registrationInWords(this.match.company) ?? UNKNOWN },
    ];
  }
  get question() {
    return this.match.status === 'matched' ? NOT_THIS_COMPANY : NAME_THE_COMPANY;
  }
  get ask() {
    const pick = typedPick(this.website, this.number);
    return pick && { kind: 'pick', pick };
  }

  handleChange(event) {
    this[event.target.dataset.field] = event.detail.value;
  }
}
