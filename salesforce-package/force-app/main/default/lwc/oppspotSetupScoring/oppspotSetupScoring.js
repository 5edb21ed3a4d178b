import REFRESH from '@salesforce/label/c.Setup_Refresh';
import REFRESH_MEANING from '@salesforce/label/c.Setup_Refresh_Meaning';
import STALE from '@salesforce/label/c.Setup_Stale';
import STALE_MEANING from '@salesforce/label/c.Setup_Stale_Meaning';
import DEAL from '@salesforce/label/c.Setup_Threshold_Deal';
import DEAL_MEANING from '@salesforce/label/c.Setup_Threshold_Deal_Meaning';
import MATCH from '@salesforce/label/c.Setup_Threshold_Match';
import MATCH_MEANING from '@salesforce/label/c.Setup_Threshold_Match_Meaning';
import HEADING from '@salesforce/label/c.Setup_Thresholds_Heading';
import PURPOSE from '@salesforce/label/c.Setup_Thresholds_Purpose';
import { SetupPart } from 'c/oppspotSetupPart';

/** What the score is made of and from where on it has consequences. */
export default class OppspotSetupScoring extends SetupPart {
  labels = { heading: HEADING, purpose: PURPOSE };

  get dealScore() {
    return this.editor.state.settings.thresholds.deal;
  }
  get fields() {
    return [
      ['settings.thresholds.deal', DEAL, DEAL_MEANING],
      ['settings.thresholds.match', MATCH, MATCH_MEANING],
      ['settings.freshness.staleAfterDays', STALE, STALE_MEANING],
    ].map(([path, label, description]) =>
      this.field(path, { kind: 'number', label, description, required: true }),
    );
  }
  get refresh() {
    return this.field('settings.freshness.refresh', {
      kind: 'switch',
      label: REFRESH,
      description: REFRESH_MEANING,
    });
  }
}
