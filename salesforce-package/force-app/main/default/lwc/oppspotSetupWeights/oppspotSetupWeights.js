import ENGAGEMENT from '@salesforce/label/c.Setup_Weight_Engagement';
import ENGAGEMENT_MEANING from '@salesforce/label/c.Setup_Weight_Engagement_Meaning';
import FINANCIAL from '@salesforce/label/c.Setup_Weight_Financial';
import FINANCIAL_MEANING from '@salesforce/label/c.Setup_Weight_Financial_Meaning';
import FIT from '@salesforce/label/c.Setup_Weight_Fit';
import FIT_MEANING from '@salesforce/label/c.Setup_Weight_Fit_Meaning';
import GROWTH from '@salesforce/label/c.Setup_Weight_Growth';
import GROWTH_MEANING from '@salesforce/label/c.Setup_Weight_Growth_Meaning';
import ADD_UP from '@salesforce/label/c.Setup_Weights_Add_Up';
import DO_NOT_ADD_UP from '@salesforce/label/c.Setup_Weights_Do_Not_Add_Up';
import HEADING from '@salesforce/label/c.Setup_Weights_Heading';
import PURPOSE from '@salesforce/label/c.Setup_Weights_Purpose';
import { addsUp, weightSum } from 'c/oppspotSetupDraft';
import { SetupPart } from 'c/oppspotSetupPart';
import { format, number } from 'c/oppspotText';

/** How much each part counts, and whether the parts add up. */
export default class OppspotSetupWeights extends SetupPart {
  labels = { heading: HEADING, purpose: PURPOSE };

  get weights() {
    return this.editor.draft.settings.weights;
  }
  get fields() {
    return [
      ['financial', FINANCIAL, FINANCIAL_MEANING],
      ['growth', GROWTH, GROWTH_MEANING],
      ['engagement', ENGAGEMENT, ENGAGEMENT_MEANING],
      ['fit', FIT, FIT_MEANING],
    ].map(([name, label, description], index) =>
      this.field(`settings.weights.${name}`, {
        kind: 'number',
        label,
        description,
        required: true,
        isFirst: index === 0,
      }),
    );
  }
  get sum() {
    if (addsUp(this.weights)) return { text: ADD_UP, icon: 'utility:success', variant: 'success' };
    return {
      text: format(DO_NOT_ADD_UP, number(weightSum(this.weights))),
      icon: 'utility:error',
      variant: 'error',
    };
  }
}
