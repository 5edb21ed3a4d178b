import activity from '@salesforce/apex/OppSpotSetupController.activity';
import FAILED from '@salesforce/label/c.Setup_Activity_Failed';
import HEADING from '@salesforce/label/c.Setup_Activity_Heading';
import LOADING from '@salesforce/label/c.Setup_Activity_Loading';
import LOADING_MORE from '@salesforce/label/c.Setup_Activity_Loading_More';
import MORE from '@salesforce/label/c.Setup_Activity_More';
import NONE from '@salesforce/label/c.Setup_Activity_None';
import PURPOSE from '@salesforce/label/c.Setup_Activity_Purpose';
import RECORD from '@salesforce/label/c.Setup_Activity_Record';
import WHAT from '@salesforce/label/c.Setup_Activity_What';
import WHEN from '@salesforce/label/c.Setup_Activity_When';
import WHO from '@salesforce/label/c.Setup_Activity_Who';
import TRY_AGAIN from '@salesforce/label/c.Setup_Try_Again';
import { ask } from 'c/oppspotAnswer';
import { errorMessage } from 'c/oppspotSetupWords';
import { moment } from 'c/oppspotText';
import { api, LightningElement } from 'lwc';
import { actionInWords, actorInWords, objectApiNameOf, objectInWords } from './words';

/** Who did what, to which record and when: a page at a time, the newest first. */
export default class OppspotSetupActivity extends LightningElement {
  /** `{id, name}` of the org's users, for names in place of ids. */
  @api owners = [];
  labels = { failed: FAILED, heading: HEADING, loading: LOADING, none: NONE, purpose: PURPOSE };
  columns = [WHEN, WHO, WHAT, RECORD];
  events = [];
  /** Of the next page; null when there is none. */
  cursor = null;
  failure = null;
  isAsking = false;

  connectedCallback() {
    this.look();
  }

  get isFirstLoad() {
    return this.isAsking && this.events.length === 0;
  }
  get isEmpty() {
    return !this.isAsking && this.failure === null && this.events.length === 0;
  }
  get hasEvents() {
    return this.events.length > 0;
  }
  get hasButton() {
    return this.failure !== null || (this.hasEvents && this.cursor !== null);
  }
  get buttonLabel() {
    if (this.isAsking) return LOADING_MORE;
    return this.failure === null ? MORE : TRY_AGAIN;
  }
  get rows() {
    return this.events.map((event) => ({
      key: event.id,
      cells: [
        moment(event.at),
        actorInWords(event, this.owners),
        actionInWords(event),
        recordOf(event),
      ],
    }));
  }

  /** The page after those that are shown. */
  async look() {
    this.isAsking = true;
    this.failure = null;
    try {
      const { items, nextCursor } = await ask(activity, { cursor: this.cursor });
      this.events = [...this.events, ...items];
      this.cursor = nextCursor;
    } catch (error) {
      this.failure = errorMessage(error);
    } finally {
      this.isAsking = false;
    }
  }
}

function recordOf({ object, recordId }) {
  if (recordId === null) return '';
  return {
    recordId,
    objectApiName: objectApiNameOf(object),
    text: objectInWords(object, recordId),
  };
}
