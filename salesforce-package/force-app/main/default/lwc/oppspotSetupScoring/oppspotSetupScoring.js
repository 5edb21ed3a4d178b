import AGAIN from '@salesforce/label/c.Setup_Enrichments_Per_Day';
import AGAIN_MEANING from '@salesforce/label/c.Setup_Enrichments_Per_Day_Meaning';
import LOOK from '@salesforce/label/c.Setup_Look';
import LOOK_DAILY from '@salesforce/label/c.Setup_Look_Daily';
import LOOK_HEADING from '@salesforce/label/c.Setup_Look_Heading';
import LOOK_MONTHLY from '@salesforce/label/c.Setup_Look_Monthly';
import LOOK_OFF from '@salesforce/label/c.Setup_Look_Off';
import LOOK_PURPOSE from '@salesforce/label/c.Setup_Look_Purpose';
import LOOK_WEEKLY from '@salesforce/label/c.Setup_Look_Weekly';
import LOOKS from '@salesforce/label/c.Setup_Looks_Per_Day';
import LOOKS_MEANING from '@salesforce/label/c.Setup_Looks_Per_Day_Meaning';
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
  labels = {
    heading: HEADING,
    purpose: PURPOSE,
    lookHeading: LOOK_HEADING,
    lookPurpose: LOOK_PURPOSE,
  };

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
  get look() {
    return this.field('settings.freshness.look', {
      kind: 'choice',
      label: LOOK,
      options: [
        { value: 'off', label: LOOK_OFF },
        { value: 'daily', label: LOOK_DAILY },
        { value: 'weekly', label: LOOK_WEEKLY },
        { value: 'monthly', label: LOOK_MONTHLY },
      ],
    });
  }
  get quotas() {
    return [
      ['settings.freshness.looksPerDay', LOOKS, LOOKS_MEANING],
      ['settings.freshness.enrichmentsPerDay', AGAIN, AGAIN_MEANING],
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
