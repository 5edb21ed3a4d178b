import REPEAT from '@salesforce/label/c.Setup_Deal_Repeat';
import REPEAT_MEANING from '@salesforce/label/c.Setup_Deal_Repeat_Meaning';
import HEADING from '@salesforce/label/c.Setup_Deals_Heading';
import PURPOSE from '@salesforce/label/c.Setup_Deals_Purpose';
import NO_DEALS from '@salesforce/label/c.Setup_No_Deals';
import STAGE from '@salesforce/label/c.Setup_Stage';
import STAGES_FAILED from '@salesforce/label/c.Setup_Stages_Failed';
import { stageOf, stageOptions, stageValue } from 'c/oppspotSetupChoices';
import { SetupPart } from 'c/oppspotSetupPart';

/** In which stage new opportunities begin and how often one may come. */
export default class OppspotSetupDeals extends SetupPart {
  labels = {
    heading: HEADING,
    noDeals: NO_DEALS,
    purpose: PURPOSE,
    stagesFailed: STAGES_FAILED,
  };

  get state() {
    return this.editor.state;
  }
  get deals() {
    return this.editor.draft.settings.deals;
  }
  get stage() {
    return this.field('settings.deals.stage', {
      kind: 'choice',
      label: STAGE,
      value: stageValue(this.deals),
      options: stageOptions(this.state.pipelines, this.deals),
    });
  }
  get repeat() {
    return this.field('settings.deals.repeatAfterDays', {
      kind: 'number',
      label: REPEAT,
      description: REPEAT_MEANING,
      required: true,
    });
  }

  /** A stage is one of a pipeline: both are chosen with it. */
  handleStage(event) {
    event.stopPropagation();
    this.edit('settings.deals', { ...this.deals, ...stageOf(event.detail.value) });
  }
}
