import CRM_HEADING from '@salesforce/label/c.Setup_Fields_Crm_Heading';
import CRM_PURPOSE from '@salesforce/label/c.Setup_Fields_Crm_Purpose';
import HEADING from '@salesforce/label/c.Setup_Fields_Heading';
import OWN_HEADING from '@salesforce/label/c.Setup_Fields_Own_Heading';
import OWN_PURPOSE from '@salesforce/label/c.Setup_Fields_Own_Purpose';
import PURPOSE from '@salesforce/label/c.Setup_Fields_Purpose';
import LANGUAGE from '@salesforce/label/c.Setup_Language';
import LANGUAGE_HEADING from '@salesforce/label/c.Setup_Language_Heading';
import LANGUAGE_PURPOSE from '@salesforce/label/c.Setup_Language_Purpose';
import ALWAYS from '@salesforce/label/c.Setup_Policy_Always';
import ALWAYS_MEANING from '@salesforce/label/c.Setup_Policy_Always_Meaning';
import BLANK from '@salesforce/label/c.Setup_Policy_Blank';
import BLANK_MEANING from '@salesforce/label/c.Setup_Policy_Blank_Meaning';
import NEVER from '@salesforce/label/c.Setup_Policy_Never';
import NEVER_MEANING from '@salesforce/label/c.Setup_Policy_Never_Meaning';
import OURS from '@salesforce/label/c.Setup_Policy_Ours';
import OURS_MEANING from '@salesforce/label/c.Setup_Policy_Ours_Meaning';
import { SetupPart } from 'c/oppspotSetupPart';

/** Each named as its speakers name it. */
const LANGUAGES = [
  { value: 'en', label: 'English' },
  { value: 'de', label: 'Deutsch' },
  { value: 'fr', label: 'Français' },
  { value: 'es', label: 'Español' },
  { value: 'nl', label: 'Nederlands' },
];

/** Where each field of oppSpot goes, and when it may be written. */
export default class OppspotSetupFields extends SetupPart {
  labels = {
    crmHeading: CRM_HEADING,
    crmPurpose: CRM_PURPOSE,
    heading: HEADING,
    languageHeading: LANGUAGE_HEADING,
    languagePurpose: LANGUAGE_PURPOSE,
    ownHeading: OWN_HEADING,
    ownPurpose: OWN_PURPOSE,
    purpose: PURPOSE,
  };
  policies = [
    { value: 'never', label: NEVER, meaning: NEVER_MEANING },
    { value: 'fill-blank', label: BLANK, meaning: BLANK_MEANING },
    { value: 'overwrite-if-ours', label: OURS, meaning: OURS_MEANING },
    { value: 'always', label: ALWAYS, meaning: ALWAYS_MEANING },
  ];

  get language() {
    return this.field('settings.language', {
      kind: 'choice',
      label: LANGUAGE,
      value: this.editor.draft.settings.language ?? 'en',
      options: LANGUAGES,
    });
  }
  get crmFields() {
    return this.editor.state.fields.filter(({ isOwn }) => !isOwn);
  }
  get ownFields() {
    return this.editor.state.fields.filter(({ isOwn }) => isOwn);
  }
}
