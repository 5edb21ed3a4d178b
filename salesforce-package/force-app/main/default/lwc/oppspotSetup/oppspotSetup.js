import repair from '@salesforce/apex/OppSpotSetupController.repair';
import save from '@salesforce/apex/OppSpotSetupController.save';
import settings from '@salesforce/apex/OppSpotSetupController.settings';
import CHECKED from '@salesforce/label/c.Setup_Checked';
import IS_CONNECTED from '@salesforce/label/c.Setup_Is_Connected';
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
import { watchConnecting } from './connecting';

const api = {
  load: () => ask(settings),
  save: (update) => ask(save, { settingsUpdate: JSON.stringify(update) }),
  repair: () => ask(repair),
};

/** Tabs that are no part of the settings: they save by themselves, or nothing. */
const ASIDE = ['mappings', 'activity'];

/** The settings of oppSpot in this org: a tab per section, and one draft that is saved as a whole. */
export default class OppspotSetup extends LightningElement {
  labels = { loading: LOADING, settings: SETTINGS, title: TITLE };
  view = { phase: 'loading' };
  section = 'connection';
  focus = null;
  isConnecting = false;
  stopConnecting = () => {};
  /** What the server said when this org was disconnected on this page. */
  farewell = null;
  /** Once opened it stays, so that what was typed there does. */
  hasMappings = false;
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
    this.stopConnecting();
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
  /** Above all tabs: nothing else matters as much. */
  get lostConnection() {
    const { connection } = this.view.state;
    return connection.status === 'connected' ? null : connection;
  }
  get isSettings() {
    return !ASIDE.includes(this.section);
  }
  get isActivity() {
    return this.section === 'activity';
  }
  get titles() {
    return sectionTitles;
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
    this.hasMappings ||= this.section === 'mappings';
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
    this.stopConnecting();
    // A connection that stands says nothing of the one that is about to replace it.
    if (this.view.state && !this.lostConnection) return;
    this.stopConnecting = watchConnecting(() => this.isConnectedNow());
  }
  async handleDisconnected(event) {
    this.farewell = event.detail;
    this.session.discard();
    await this.session.load();
  }

  /** Back from the page that connects: the state shown here may be another one now. */
  handleVisible = () => {
    if (this.isConnecting && document.visibilityState === 'visible') this.isConnectedNow();
  };
  async isConnectedNow() {
    if (!(await this.session.isConnectedNow())) return false;
    if (!this.isConnecting) return true;
    this.isConnecting = false;
    this.stopConnecting();
    this.farewell = null;
    this.toast(IS_CONNECTED, 'success');
    return true;
  }
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
