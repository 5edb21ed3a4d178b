import ADD_COUNTRY from '@salesforce/label/c.Setup_Add_Country';
import COUNTRIES from '@salesforce/label/c.Setup_Countries';
import COUNTRIES_MEANING from '@salesforce/label/c.Setup_Countries_Meaning';
import HEADING from '@salesforce/label/c.Setup_Ideal_Heading';
import PURPOSE from '@salesforce/label/c.Setup_Ideal_Purpose';
import INDUSTRIES from '@salesforce/label/c.Setup_Industries';
import INDUSTRIES_MEANING from '@salesforce/label/c.Setup_Industries_Meaning';
import TECHNOLOGIES from '@salesforce/label/c.Setup_Technologies';
import TECHNOLOGIES_MEANING from '@salesforce/label/c.Setup_Technologies_Meaning';
import { countryOptions } from 'c/oppspotSetupChoices';
import { SetupPart } from 'c/oppspotSetupPart';

const ROOT = 'settings.idealCustomer';

/** The company that the fit part of the score compares with. */
export default class OppspotSetupIdeal extends SetupPart {
  labels = { heading: HEADING, purpose: PURPOSE };

  get lists() {
    return [
      ['industries', INDUSTRIES, INDUSTRIES_MEANING],
      ['technologies', TECHNOLOGIES, TECHNOLOGIES_MEANING],
    ].map(([name, label, description]) =>
      this.field(`${ROOT}.${name}`, { kind: 'list', label, description }),
    );
  }
  get countries() {
    return this.field(`${ROOT}.countries`, {
      label: COUNTRIES,
      description: COUNTRIES_MEANING,
      placeholder: ADD_COUNTRY,
      options: countryOptions(this.editor.draft.settings.idealCustomer.countries),
    });
  }
}
