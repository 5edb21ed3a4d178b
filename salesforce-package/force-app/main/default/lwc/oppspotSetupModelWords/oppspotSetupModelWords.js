/** What the setup page calls models, how good they are and what there is to learn from. */
import ALARM_AUC from '@salesforce/label/c.Setup_Model_Alarm_Auc';
import ALARM_BANDS from '@salesforce/label/c.Setup_Model_Alarm_Bands';
import ALARM_FACT_DRIFT from '@salesforce/label/c.Setup_Model_Alarm_Fact_Drift';
import ALARM_FACT_MISSING from '@salesforce/label/c.Setup_Model_Alarm_Fact_Missing';
import ALARM_RATE from '@salesforce/label/c.Setup_Model_Alarm_Rate';
import ALARM_SCORE_DRIFT from '@salesforce/label/c.Setup_Model_Alarm_Score_Drift';
import AUC from '@salesforce/label/c.Setup_Model_Auc';
import AUC_MEANING from '@salesforce/label/c.Setup_Model_Auc_Meaning';
import BRIER from '@salesforce/label/c.Setup_Model_Brier';
import BRIER_MEANING from '@salesforce/label/c.Setup_Model_Brier_Meaning';
import CALIBRATION from '@salesforce/label/c.Setup_Model_Calibration';
import CALIBRATION_MEANING from '@salesforce/label/c.Setup_Model_Calibration_Meaning';
import ENOUGH from '@salesforce/label/c.Setup_Model_Enough';
import FEW_LOST from '@salesforce/label/c.Setup_Model_Few_Lost';
import FEW_OUTCOMES from '@salesforce/label/c.Setup_Model_Few_Outcomes';
import FEW_WON from '@salesforce/label/c.Setup_Model_Few_Won';
import GAIN from '@salesforce/label/c.Setup_Model_Gain';
import GAIN_MEANING from '@salesforce/label/c.Setup_Model_Gain_Meaning';
import LIFT from '@salesforce/label/c.Setup_Model_Lift';
import LIFT_MEANING from '@salesforce/label/c.Setup_Model_Lift_Meaning';
import MANY_OUTCOMES from '@salesforce/label/c.Setup_Model_Many_Outcomes';
import MEASURED_ASIDE from '@salesforce/label/c.Setup_Model_Measured_Aside';
import MEASURED_NEWEST from '@salesforce/label/c.Setup_Model_Measured_Newest';
import NAME from '@salesforce/label/c.Setup_Model_Name';
import ONE_OUTCOME from '@salesforce/label/c.Setup_Model_One_Outcome';
import RANGE from '@salesforce/label/c.Setup_Model_Range';
import STATUS_IN_USE from '@salesforce/label/c.Setup_Model_Status_In_Use';
import STATUS_NOT_BETTER from '@salesforce/label/c.Setup_Model_Status_Not_Better';
import STATUS_READY from '@salesforce/label/c.Setup_Model_Status_Ready';
import THE_TEMPLATE from '@salesforce/label/c.Setup_Model_The_Template';
import TIMES from '@salesforce/label/c.Setup_Model_Times';
import UNKNOWN from '@salesforce/label/c.Setup_Model_Unknown';
import WITHIN from '@salesforce/label/c.Setup_Model_Within';
import { counted, day, decimal, format, number, percent } from 'c/oppspotText';

export const alarmTitles = {
  'score-drift': ALARM_SCORE_DRIFT,
  'fact-drift': ALARM_FACT_DRIFT,
  'fact-missing': ALARM_FACT_MISSING,
  'auc-fell': ALARM_AUC,
  'rate-moved': ALARM_RATE,
  'band-order': ALARM_BANDS,
};

export const statuses = {
  'in-use': { label: STATUS_IN_USE, theme: 'slds-theme_success' },
  ready: { label: STATUS_READY },
  'not-better': { label: STATUS_NOT_BETTER, theme: 'slds-badge_lightest' },
};

/** "model 3"; null is the template. */
export function modelName(version) {
  return version === null ? THE_TEMPLATE : format(NAME, version);
}

/** What stands of the org's own outcomes, and what is missing until a model can be trained. */
export function historyInWords({ won, lost, needed }) {
  const known = counted(won + lost, ONE_OUTCOME, MANY_OUTCOMES);
  const tell = (label, missing) =>
    format(label, known, number(won), number(lost), missing && number(missing));
  if (won + lost < needed.outcomes) return tell(FEW_OUTCOMES, needed.outcomes);
  if (Math.min(won, lost) < needed.ofEach) {
    return tell(won <= lost ? FEW_WON : FEW_LOST, needed.ofEach);
  }
  return tell(ENOUGH);
}

/** 0–100: how much of what training needs is there. */
export function historyPercent({ won, lost, needed }) {
  const ofEach = Math.max(1, needed.ofEach);
  const share = Math.min(1, (won + lost) / needed.outcomes, won / ofEach, lost / ofEach);
  return Math.floor(share * 100);
}

/** On which records the figures of a model were measured. */
export function measuredOn({ validation: { heldOutBy, heldOutFrom, model } }) {
  const [n, won] = [number(model.n), number(model.positives)];
  return heldOutBy === 'time' && heldOutFrom !== null
    ? format(MEASURED_NEWEST, n, day(heldOutFrom), won)
    : format(MEASURED_ASIDE, n, won);
}

/** Name, figure of the model, figure of what it would replace, and what it means. */
export function measureRows({ validation: { model, baseline } }) {
  return [
    [AUC, within(model.auc), within(baseline.auc), AUC_MEANING],
    [GAIN, within(baseline.gain, 'exceptZero'), '—', GAIN_MEANING],
    [BRIER, decimal(model.brier, 3), decimal(baseline.brier, 3), BRIER_MEANING],
    [CALIBRATION, decimal(model.calibrationError, 3), '—', CALIBRATION_MEANING],
    [LIFT, lift(model.liftAtTenth), '—', LIFT_MEANING],
  ];
}

/** "78 to 100": the scores of a band, given the one above it. */
export function bandScores(bands, index) {
  const from = Math.max(0, bands[index].from);
  const above = bands[index - 1];
  return format(RANGE, from, above ? Math.max(from, above.from - 1) : 100);
}

/** "52% (44% to 60%)" */
export function rateInWords({ rate }) {
  return rate === null
    ? UNKNOWN
    : format(WITHIN, percent(rate.value), percent(rate.low), percent(rate.high));
}

function within({ value, low, high }, signDisplay) {
  const [middle, ...ends] = [value, low, high].map((one) => decimal(one, 3, signDisplay));
  return format(WITHIN, middle, ...ends);
}

function lift(times) {
  return times === null ? UNKNOWN : format(TIMES, decimal(times, 1));
}
