import FAILED from '@salesforce/label/c.Card_Failed';
import STARTED_ELSEWHERE from '@salesforce/label/c.Card_Started_Elsewhere';
import STEP_ASKING from '@salesforce/label/c.Card_Step_Asking';
import STEP_DONE from '@salesforce/label/c.Card_Step_Done';
import UNHEARD from '@salesforce/label/c.Card_Unheard';
import { progressInWords } from 'c/oppspotWords';
import { api, LightningElement } from 'lwc';

const LOOKS = {
  started: { icon: 'utility:clock', word: STEP_ASKING },
  done: { icon: 'utility:success', iconVariant: 'success', word: STEP_DONE },
  failed: { icon: 'utility:warning', iconVariant: 'warning', word: FAILED },
};

/** What a run is doing now: step by step, and source by source. */
export default class OppspotProgress extends LightningElement {
  /** See `withNews`. */
  @api work;
  labels = { unheard: UNHEARD, elsewhere: STARTED_ELSEWHERE };

  get words() {
    const { ask, progress } = this.work;
    return progressInWords(ask?.kind ?? progress?.operation ?? 'enrich', progress?.steps ?? []);
  }
  get isElsewhere() {
    return this.work.ask === null;
  }
  get hasSources() {
    return this.words.sources.length > 0;
  }
  get sources() {
    return this.words.sources.map(({ provider, message, state }) => ({
      provider,
      name: message,
      ...LOOKS[state],
    }));
  }
}
