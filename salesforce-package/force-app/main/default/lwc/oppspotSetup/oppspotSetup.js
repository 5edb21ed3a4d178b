import repair from '@salesforce/apex/OppSpotSetupController.repair';
import save from '@salesforce/apex/OppSpotSetupController.save';
import settings from '@salesforce/apex/OppSpotSetupController.settings';
import CHECKED from '@salesforce/label/c.Setup_Checked';
import LOADING from '@salesforce/label/c.Setup_Loading';
import NOTHING_TO_SAVE from '@salesforce/label/c.Setup_Nothing_To_Save';
import SAVED from '@salesforce/label/c.Setup_Saved';
import SETTINGS from '@salesforce/label/c.Setup_Settings';
import TAB_TO_FIX from '@salesforce/label/c.Setup_Tab_To_Fix';
import TAB_UNSAVED from '@salesforce/label/c.Setup_Tab_Unsaved';
import TITLE from '@salesforce/label/c.Setup_Title';
import { ask } from 'c/oppspotAnswer';
import { sectionOf, sections } from 'c/oppspotSetupDraft';
import { createSetupSession } from 'c/oppspotSetupSession';
import { sectionTitles } from 'c/oppspotSetupWords';
import { format, number } from 'c/oppspotText';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { LightningElement } from 'lwc';

const api = {
  load: () => ask(settings),
  save: (update) => ask(save, { settingsUpdate: JSON.stringify(update) }),
  repair: () => ask(repair),
};

/** The settings of oppSpot in this org: a tab per section, and one draft that is saved as a whole. */
export default class OppspotSetup extends LightningElement {
  labels = { loading: LOADING, settings: SETTINGS, title: TITLE };
  view = { phase: 'loading' };
  section = 'connection';
  focus = null;
  isConnecting = false;
  session = createSetupSession(api, (view) => {
    this.view = view;
  });

  connectedCallback() {
    window.addEventListener('beforeunload', this.handleUnload);
    document.addEventListener('visibilitychange', this.handleVisible);
    this.session.load();
  }
  disconnectedCallback() {
    window.removeEventListener('beforeunload', this.handleUnload);
    document.removeEventListener('visibilitychange', this.handleVisible);
    this.session.leave();
  }

  get isLoading() {
    return this.view.phase === 'loading';
  }
  get isFailed() {
    return this.view.phase === 'failed';
  }
  get isChecking() {
    return this.view.busy === 'checking';
  }
  get editor() {
    const { draft, faults, state } = this.view;
    return { draft, faults, state, focus: this.focus };
  }
  get tabs() {
    return Object.fromEntries(sections.map((section) => [section, this.tabOf(section)]));
  }
  /** Only the open tab is drawn anew with every key pressed: the others hold dozens of inputs. */
  tabOf(section) {
    const wrong = this.view.faults.filter(({ field }) => sectionOf(field) === section).length;
    return {
      label: this.labelOf(section, wrong),
      isFaulty: wrong > 0,
      isOpen: section === this.section,
    };
  }
  labelOf(section, wrong) {
    const title = sectionTitles[section];
    if (wrong > 0) return format(TAB_TO_FIX, title, number(wrong));
    return this.view.changed.includes(section) ? format(TAB_UNSAVED, title) : title;
  }

  handleActive(event) {
    this.section = event.target.value;
  }
  handleEdit(event) {
    const { path, value } = event.detail;
    this.session.edit(path, value);
  }
  async handleSave() {
    const outcome = await this.session.save();
    if (outcome === 'saved') this.toast(SAVED, 'success');
    if (outcome === 'unchanged') this.toast(NOTHING_TO_SAVE, 'info');
    if (outcome === 'faulty') this.section = this.firstFaultySection() ?? this.section;
    if (outcome === 'faulty' || outcome === 'failed') this.refs.notices?.focus();
  }
  handleDiscard() {
    this.session.discard();
  }
  async handleRepair() {
    if (await this.session.repair()) this.toast(CHECKED, 'success');
  }
  handleNewest() {
    this.session.takeNewest();
  }
  handleRetry() {
    this.session.load();
  }
  /** Takes a person to the input of a fault, in whichever tab it stands. */
  handleShow(event) {
    const { path } = event.detail;
    this.section = sectionOf(path) ?? this.section;
    this.focus = { path, turn: (this.focus?.turn ?? 0) + 1 };
  }
  handleConnecting() {
    this.isConnecting = true;
  }

  /** Back from the page that connects: the state shown here may be another one now. */
  handleVisible = async () => {
    if (!this.isConnecting || document.visibilityState !== 'visible') return;
    if (this.isFailed) await this.session.load();
    else await this.session.takeNewest();
    this.isConnecting = this.view.state?.connection.status !== 'connected';
  };
  /** Of closing or reloading the browser tab; a change of page within Lightning keeps the draft. */
  handleUnload = (event) => {
    if (this.view.changed?.length > 0) event.preventDefault();
  };

  firstFaultySection() {
    return sections.find((section) =>
      this.view.faults.some(({ field }) => sectionOf(field) === section),
    );
  }
  toast(title, variant) {
    this.dispatchEvent(new ShowToastEvent({ title, variant }));
  }
}
