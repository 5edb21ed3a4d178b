import LAST_TRAINED from '@salesforce/label/c.Setup_Model_Last_Trained';
import MANY_OPEN from '@salesforce/label/c.Setup_Model_Many_Open';
import NEVER_READ from '@salesforce/label/c.Setup_Model_Never_Read';
import NOTHING from '@salesforce/label/c.Setup_Model_Nothing';
import NOTHING_MEANING from '@salesforce/label/c.Setup_Model_Nothing_Meaning';
import ONE_OPEN from '@salesforce/label/c.Setup_Model_One_Open';
import READ_AT from '@salesforce/label/c.Setup_Model_Read_At';
import REFUSED from '@salesforce/label/c.Setup_Model_Refused';
import TRAIN from '@salesforce/label/c.Setup_Model_Train';
import TRAIN_NEW from '@salesforce/label/c.Setup_Model_Train_New';
import TRAINING from '@salesforce/label/c.Setup_Model_Training';
import TRAINING_MEANING from '@salesforce/label/c.Setup_Model_Training_Meaning';
import UNHEARD from '@salesforce/label/c.Setup_Model_Unheard';
import { historyInWords, historyPercent } from 'c/oppspotSetupModelWords';
import { counted, format, moment, number } from 'c/oppspotText';
import { api, LightningElement } from 'lwc';

/** What there is to learn from, and learning from it: fires `train`. */
export default class OppspotSetupModelTraining extends LightningElement {
  /** As the server tells it. */
  @api scoring;
  /** Whether the last look had no answer. */
  @api isUnheard = false;
  @api isAsking = false;
  labels = {
    meaning: TRAINING_MEANING,
    nothing: NOTHING,
    refused: REFUSED,
    training: TRAINING,
    unheard: UNHEARD,
  };

  get isRunning() {
    return this.scoring.training.state === 'running';
  }
  get canTrain() {
    return !this.isRunning;
  }
  get isNothing() {
    const { won, lost, open } = this.scoring.history;
    return won + lost + open === 0 && !this.isRunning;
  }
  get nothing() {
    return format(NOTHING_MEANING, number(this.scoring.history.needed.outcomes));
  }
  get percent() {
    return historyPercent(this.scoring.history);
  }
  get isShort() {
    return this.percent < 100;
  }
  get history() {
    return historyInWords(this.scoring.history);
  }
  get open() {
    return counted(this.scoring.history.open, ONE_OPEN, MANY_OPEN);
  }
  get readAt() {
    const { readAt } = this.scoring.history;
    return readAt === null ? NEVER_READ : format(READ_AT, moment(readAt));
  }
  get trainLabel() {
    return this.scoring.models.length === 0 ? TRAIN : TRAIN_NEW;
  }
  get last() {
    const { lastAt } = this.scoring.training;
    return lastAt === null ? null : format(LAST_TRAINED, moment(lastAt));
  }

  handleTrain() {
    this.dispatchEvent(new CustomEvent('train'));
  }
}
