import changeScoring from '@salesforce/apex/OppSpotSetupController.changeScoring';
import scoring from '@salesforce/apex/OppSpotSetupController.scoring';
import FAILED from '@salesforce/label/c.Setup_Model_Failed';
import HEADING from '@salesforce/label/c.Setup_Model_Heading';
import IS_IN_USE from '@salesforce/label/c.Setup_Model_Is_In_Use';
import KEEP from '@salesforce/label/c.Setup_Model_Keep';
import LOADING from '@salesforce/label/c.Setup_Model_Loading';
import MEANING from '@salesforce/label/c.Setup_Model_Meaning';
import NOT_DONE from '@salesforce/label/c.Setup_Model_Not_Done';
import PURPOSE from '@salesforce/label/c.Setup_Model_Purpose';
import RETURN from '@salesforce/label/c.Setup_Model_Return';
import RETURN_KEPT from '@salesforce/label/c.Setup_Model_Return_Kept';
import RETURN_OPPORTUNITIES from '@salesforce/label/c.Setup_Model_Return_Opportunities';
import RETURN_QUESTION from '@salesforce/label/c.Setup_Model_Return_Question';
import RETURN_SCORES from '@salesforce/label/c.Setup_Model_Return_Scores';
import SCORES_STAY from '@salesforce/label/c.Setup_Model_Scores_Stay';
import SHOWN from '@salesforce/label/c.Setup_Model_Shown';
import SINCE from '@salesforce/label/c.Setup_Model_Since';
import TEMPLATE_IN_USE from '@salesforce/label/c.Setup_Model_Template_In_Use';
import TEMPLATE_MEANING from '@salesforce/label/c.Setup_Model_Template_Meaning';
import TITLE from '@salesforce/label/c.Setup_Model_Title';
import TRY from '@salesforce/label/c.Setup_Model_Try';
import USE from '@salesforce/label/c.Setup_Model_Use';
import USE_OUTLOOK from '@salesforce/label/c.Setup_Model_Use_Outlook';
import USE_QUESTION from '@salesforce/label/c.Setup_Model_Use_Question';
import USE_RETURN from '@salesforce/label/c.Setup_Model_Use_Return';
import USE_SCORES from '@salesforce/label/c.Setup_Model_Use_Scores';
import { ask } from 'c/oppspotAnswer';
import Confirm from 'c/oppspotSetupConfirm';
import { alarmTitles, modelName, statuses } from 'c/oppspotSetupModelWords';
import { errorMessage, errorTitle } from 'c/oppspotSetupWords';
import { day, format } from 'c/oppspotText';
import { pause } from 'c/oppspotTime';
import { api, LightningElement } from 'lwc';

/** Milliseconds between two looks at a training. */
const LOOK_EVERY = 2000;

/** What makes the score: the template, or a model learned from the org's own outcomes. */
export default class OppspotSetupModel extends LightningElement {
  /** From which score on an opportunity is opened while no probability decides. */
  @api dealScore;
  labels = {
    heading: HEADING,
    load: TRY,
    loading: LOADING,
    purpose: PURPOSE,
    return: RETURN,
    shown: SHOWN,
  };
  /** What the server told last; null until it has. */
  scoring = null;
  /** Why it is not there. */
  error = null;
  /** Why what was decided last was not done. */
  refusal = null;
  isAsking = false;
  isUnheard = false;
  isFollowing = false;
  /** The version that was chosen to be looked at. */
  opened = null;

  connectedCallback() {
    this.isShown = true;
    this.load();
  }
  disconnectedCallback() {
    this.isShown = false;
  }

  get isLoading() {
    return this.scoring === null && this.error === null;
  }
  get failure() {
    return this.error && told(this.error, FAILED);
  }
  get problem() {
    return this.refusal && told(this.refusal, NOT_DONE);
  }
  get isLearned() {
    return this.scoring.inUse !== null;
  }
  get standing() {
    return this.isLearned
      ? {
          label: format(IS_IN_USE, this.scoring.inUse),
          meaning: MEANING,
          theme: 'slds-theme_success',
        }
      : { label: TEMPLATE_IN_USE, meaning: TEMPLATE_MEANING };
  }
  get used() {
    return this.versionOf(this.scoring.inUse);
  }
  get shown() {
    return this.versionOf(this.opened) ?? this.used ?? this.scoring.models[0] ?? null;
  }
  get shownValue() {
    return String(this.shown.version);
  }
  get hasSeveral() {
    return this.scoring.models.length > 1;
  }
  get versions() {
    return this.scoring.models.map(({ version, status, trainedAt }) => ({
      value: String(version),
      label: `${format(TITLE, version)} · ${statuses[status].label} · ${day(trainedAt)}`,
    }));
  }
  get alarms() {
    return (this.used?.alarms ?? []).map(({ kind, message, since }) => ({
      key: kind + message,
      heading: alarmTitles[kind],
      message,
      since: format(SINCE, day(since)),
    }));
  }
  get hasProbability() {
    return this.isLearned || this.scoring.dealProbability !== null;
  }
  versionOf(version) {
    return this.scoring.models.find((model) => model.version === version) ?? null;
  }

  async load() {
    this.error = null;
    try {
      this.take(await ask(scoring));
    } catch (error) {
      this.error = error;
    }
  }
  handleShow(event) {
    this.opened = Number(event.detail.value);
  }
  handleTrain() {
    this.change({ do: 'train' });
  }
  handleThreshold(event) {
    this.change({ do: 'set-deal-probability', probability: event.detail.probability });
  }
  async handleReturn() {
    const name = modelName(this.scoring.inUse);
    const answer = await Confirm.open({
      size: 'small',
      label: RETURN_QUESTION,
      sentences: [format(RETURN_SCORES, name), SCORES_STAY, RETURN_OPPORTUNITIES, RETURN_KEPT],
      confirmLabel: RETURN,
      keepLabel: format(KEEP, name),
    });
    if (answer === 'confirmed') this.change({ do: 'return-to-template' });
  }
  async handleUse(event) {
    const { version } = event.detail;
    const before = modelName(this.scoring.inUse);
    const answer = await Confirm.open({
      size: 'small',
      label: format(USE_QUESTION, version),
      sentences: [
        format(USE_SCORES, modelName(version), before),
        USE_OUTLOOK,
        SCORES_STAY,
        USE_RETURN,
      ],
      confirmLabel: format(USE, version),
      keepLabel: format(KEEP, before),
    });
    if (answer === 'confirmed') this.change({ do: 'use', version });
  }

  async change(change) {
    if (this.isAsking) return;
    this.isAsking = true;
    this.refusal = null;
    try {
      this.take(await ask(changeScoring, { scoringChange: JSON.stringify(change) }));
    } catch (error) {
      this.refusal = error;
    } finally {
      this.isAsking = false;
    }
  }

  take(state) {
    this.show(state);
    this.follow();
  }
  show(state) {
    const newest = state.models[0]?.version ?? null;
    // Who trained a model wants to see it.
    if (this.scoring && newest !== (this.scoring.models[0]?.version ?? null)) this.opened = newest;
    this.scoring = state;
    this.isUnheard = false;
  }

  /** Looks every other second while a training runs and the tab is open. */
  async follow() {
    if (this.isFollowing) return;
    this.isFollowing = true;
    while (this.scoring?.training.state === 'running') {
      // One look after the other, never two at a time.
      // eslint-disable-next-line no-await-in-loop
      await pause(LOOK_EVERY);
      if (!this.isShown) break;
      // eslint-disable-next-line no-await-in-loop
      await this.look();
    }
    this.isFollowing = false;
  }
  async look() {
    if (this.isAsking) return;
    try {
      this.show(await ask(scoring));
    } catch (error) {
      this.isUnheard = error.retryable;
      if (error.retryable) return;
      // Asking again would not help: the connection has gone, or the permission.
      this.scoring = null;
      this.error = error;
    }
  }
}

function told(error, otherwise) {
  return { heading: errorTitle(error.code, otherwise), message: errorMessage(error) };
}
