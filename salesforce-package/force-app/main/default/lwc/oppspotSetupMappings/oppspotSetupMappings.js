import fields from '@salesforce/apex/OppSpotSetupController.fields';
import mappings from '@salesforce/apex/OppSpotSetupController.mappings';
import saveMappings from '@salesforce/apex/OppSpotSetupController.saveMappings';
import ADD from '@salesforce/label/c.Setup_Mapping_Add';
import FAULT from '@salesforce/label/c.Setup_Mapping_Fault';
import FAILED from '@salesforce/label/c.Setup_Mappings_Failed';
import HEADING from '@salesforce/label/c.Setup_Mappings_Heading';
import LOADING from '@salesforce/label/c.Setup_Mappings_Loading';
import NONE from '@salesforce/label/c.Setup_Mappings_None';
import PURPOSE from '@salesforce/label/c.Setup_Mappings_Purpose';
import SAVED from '@salesforce/label/c.Setup_Mappings_Saved';
import NOTHING_TO_SAVE from '@salesforce/label/c.Setup_Nothing_To_Save';
import TRY_AGAIN from '@salesforce/label/c.Setup_Try_Again';
import { ask } from 'c/oppspotAnswer';
import { without } from 'c/oppspotSetupDraft';
import { newMapping, toItems } from 'c/oppspotSetupMappingDraft';
import { createMappingSession } from 'c/oppspotSetupMappingSession';
import { errorMessage, errorTitle } from 'c/oppspotSetupWords';
import { format } from 'c/oppspotText';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { api, LightningElement } from 'lwc';

const server = {
  load: () => ask(mappings),
  save: (update) => ask(saveMappings, { mappingsUpdate: JSON.stringify(update) }),
};

/** Where values go that do not go where they go by themselves, with a save of its own. */
export default class OppspotSetupMappings extends LightningElement {
  /** The state of the settings, which names the fields of oppSpot. */
  @api settingsState;
  labels = {
    add: ADD,
    failed: FAILED,
    heading: HEADING,
    loading: LOADING,
    none: NONE,
    purpose: PURPOSE,
    tryAgain: TRY_AGAIN,
  };
  view = { phase: 'loading' };
  /** By object, once somebody edits a mapping of it: `{items, error}`; items are null while they load. */
  crmFields = {};
  /** Keys of the mappings that are open. */
  opened = [];
  session = createMappingSession(server, (view) => {
    this.view = view;
  });

  connectedCallback() {
    window.addEventListener('beforeunload', this.handleUnload);
    this.session.load();
  }
  disconnectedCallback() {
    window.removeEventListener('beforeunload', this.handleUnload);
  }

  get isLoading() {
    return this.view.phase === 'loading';
  }
  get isFailed() {
    return this.view.phase === 'failed';
  }
  get failure() {
    const { error } = this.view;
    return { title: errorTitle(error.code, FAILED), message: errorMessage(error) };
  }
  get editor() {
    const { draft, faults } = this.view;
    return { draft, faults, focus: null, state: this.settingsState, crmFields: this.crmFields };
  }
  get isEmpty() {
    return this.view.draft.items.length === 0;
  }
  get items() {
    return toItems(this.view.draft);
  }
  /** One with a fault is open, so that the fault is seen. */
  get rows() {
    return this.view.draft.items.map(({ key }, index) => ({
      key,
      index,
      isOpen:
        this.opened.includes(key) ||
        this.view.faults.some(({ field }) => field?.startsWith(`items.${index}.`)),
    }));
  }
  /** Above the list, a fault names the mapping it is about. */
  get notices() {
    const faults = this.view.faults.map(({ field, message }) => {
      const [, index] = /^items\.(\d+)/.exec(field ?? '') ?? [];
      return {
        field: null,
        message: index === undefined ? message : format(FAULT, Number(index) + 1, message),
      };
    });
    return { ...this.view, faults };
  }

  handleEdit(event) {
    // The page around would take it for an edit of the settings.
    event.stopPropagation();
    this.session.edit(event.detail.path, event.detail.value);
  }
  handleAdd() {
    const item = newMapping(this.settingsState.fields[0].name);
    this.opened = [...this.opened, item.key];
    this.session.edit('items', [...this.view.draft.items, item]);
  }
  handleRemove(event) {
    this.session.edit('items', without(this.view.draft.items, event.detail.index));
  }
  handleToggle(event) {
    const { key } = this.view.draft.items[event.detail.index];
    this.opened = this.opened.includes(key)
      ? this.opened.filter((one) => one !== key)
      : [...this.opened, key];
  }
  /** A part wants the fields of an object to choose from. */
  async handleFieldsWanted(event) {
    const { object } = event.detail;
    if (this.crmFields[object]) return;
    this.learn(object, { items: null, error: null });
    try {
      const { items } = await ask(fields, { objectName: object });
      this.learn(object, { items, error: null });
    } catch (error) {
      this.learn(object, { items: [], error: error.message });
    }
  }
  learn(object, known) {
    this.crmFields = { ...this.crmFields, [object]: known };
  }

  async handleSave() {
    const outcome = await this.session.save();
    if (outcome === 'saved') this.toast(SAVED, 'success');
    if (outcome === 'saved') this.opened = [];
    if (outcome === 'unchanged') this.toast(NOTHING_TO_SAVE, 'info');
    if (outcome === 'faulty' || outcome === 'failed') this.refs.notices?.focus();
  }
  handleDiscard() {
    this.opened = [];
    this.session.discard();
  }
  handleNewest() {
    this.session.takeNewest();
  }
  handleRetry() {
    this.session.load();
  }
  handleUnload = (event) => {
    if (this.view.changed?.length > 0) event.preventDefault();
  };
  toast(title, variant) {
    this.dispatchEvent(new ShowToastEvent({ title, variant }));
  }
}
