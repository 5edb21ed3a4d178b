import mayEnrich from '@salesforce/customPermission/OppSpot_Enrich';
import ASK_FOR_PERMISSION from '@salesforce/label/c.Card_Ask_For_Permission';
import ASK_TO_CONNECT from '@salesforce/label/c.Card_Ask_To_Connect';
import DOING_ENRICH from '@salesforce/label/c.Card_Doing_Enrich';
import DOING_PREVIEW from '@salesforce/label/c.Card_Doing_Preview';
import DOING_REFRESH from '@salesforce/label/c.Card_Doing_Refresh';
import ENRICH from '@salesforce/label/c.Card_Enrich';
import GOOD_TO_KNOW from '@salesforce/label/c.Card_Good_To_Know';
import LOADING from '@salesforce/label/c.Card_Loading';
import LOOK_AGAIN from '@salesforce/label/c.Card_Look_Again';
import PREVIEW_FIRST from '@salesforce/label/c.Card_Preview_First';
import REFRESH_SOURCES from '@salesforce/label/c.Card_Refresh_Sources';
import TITLE from '@salesforce/label/c.Card_Title';
import TITLE_READ_ONLY from '@salesforce/label/c.Card_Title_Read_Only';
import TOP_SIGNALS from '@salesforce/label/c.Card_Top_Signals';
import { clicked, createConversation, firstView, withNews, writes } from 'c/oppspotConversation';
import { isRefused, outcomeOf, progressInWords, writtenInWords } from 'c/oppspotWords';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { RefreshEvent } from 'lightning/refresh';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import { api, LightningElement } from 'lwc';
import { createCardApi, loadOwners } from './cardApi';

/** Done before anybody could read a progress; the button that was clicked shows them. */
const SHORT = ['task', 'discard'];
/** The warning's code where the partial notice says it already. */
const REFUSED_FIELD = 'field_refused';

/** What oppSpot knows of a contact, lead or account, and what can be done about it. */
export default class OppspotEnrich extends LightningElement {
  @api objectApiName;
  view = firstView;
  /** Names of owners by id, once they are needed. */
  owners;
  /** The evidence of what is shown, by id. */
  evidence = new Map();
  /** For those who hear what others see change. */
  announcement = '';
  isRun = true;
  isReader = !mayEnrich;
  labels = {
    title: TITLE,
    look: LOOK_AGAIN,
    loading: LOADING,
    readOnly: TITLE_READ_ONLY,
    askForPermission: ASK_FOR_PERMISSION,
    topSignals: TOP_SIGNALS,
    goodToKnow: GOOD_TO_KNOW,
  };
  conversation;
  shownRecordId;
  /** What a person started has ended, and its button may be gone. */
  isFocusDue = false;

  @api
  get recordId() {
    return this.shownRecordId;
  }
  set recordId(recordId) {
    if (recordId === this.shownRecordId) return;
    this.shownRecordId = recordId;
    // Salesforce may keep the component and go on to another record.
    if (this.conversation) this.open();
  }

  connectedCallback() {
    this.open();
  }
  disconnectedCallback() {
    this.conversation?.close();
    this.conversation = undefined;
  }
  renderedCallback() {
    if (!this.isFocusDue) return;
    this.isFocusDue = false;
    // Nobody is called back who has gone on to something else on the page.
    if (document.activeElement !== document.body) return;
    const place = this.refs.preview ?? this.refs.score;
    place?.focus();
  }

  open() {
    this.conversation?.close();
    this.view = firstView;
    const { recordId } = this;
    this.conversation = createConversation({
      api: createCardApi(recordId),
      tell: (news) => this.hear(news),
      ended: (card, ask) => this.handleEnded(card, ask, recordId),
    });
    this.conversation.load();
  }

  hear(news) {
    this.view = withNews(this.view, news);
    const { shown } = this;
    if (news.type === 'loaded') {
      this.evidence = new Map(shown?.evidence.map((item) => [item.id, item]));
      this.learnOwners(shown);
    }
    if (news.type === 'failed') this.announcement = news.error.message;
    if (this.shownWork) this.announcement = progressInWords(...this.doing).message;
  }

  async learnOwners(shown) {
    const isNamed = shown?.plan.changes.some(({ oppspotField }) => oppspotField === 'owner');
    if (isNamed && !this.owners) this.owners = await loadOwners();
  }

  handleEnded(card, ask, recordId) {
    this.isFocusDue = ask !== null;
    if (writes(ask)) {
      notifyRecordUpdateAvailable([{ recordId }]);
      this.dispatchEvent(new RefreshEvent());
    }
    const outcome = outcomeOf(card, ask);
    if (!outcome) return;
    this.announcement = `${outcome.title}. ${outcome.message}`;
    this.dispatchEvent(new ShowToastEvent(outcome));
  }

  handleAsk(event) {
    event.stopPropagation();
    this.conversation.start(clicked(event.detail));
  }
  handleTroubleOffer({ detail }) {
    if (detail === 'again') this.conversation.retry(this.view.trouble);
    else if (detail === 'preview') this.conversation.start(clicked({ kind: 'preview' }));
    else this.look();
  }
  enrichAgain() {
    this.conversation.start(clicked({ kind: 'enrich' }));
  }
  look() {
    this.conversation.load();
  }

  get card() {
    return this.view.card;
  }
  get isFirstLoad() {
    return this.view.isLoading && !this.card;
  }
  get isBusy() {
    return this.view.isLoading || this.view.work !== null;
  }
  /** A preview that waits, else the newest enrichment that was written. */
  get shown() {
    return this.card?.preview ?? this.card?.latest ?? null;
  }
  get trouble() {
    return this.view.trouble;
  }
  get failure() {
    return this.card?.failure ?? null;
  }
  get connectionTrouble() {
    if (!this.card || this.card.connection.status === 'connected') return null;
    const { message } = this.card.connection;
    return { code: 'needs_reauthorisation', message: message ?? ASK_TO_CONNECT, retryable: false };
  }
  /** Where the record may not be enriched, the notice says so in its place. */
  get isEmpty() {
    return !(this.failure && isRefused(this.failure.error));
  }
  get isOff() {
    return this.card?.connection.status !== 'connected' || this.isReader;
  }
  get buttons() {
    const variant = this.card.preview ? 'neutral' : 'brand';
    const first = { ask: { kind: 'enrich' }, label: ENRICH, busyLabel: DOING_ENRICH, variant };
    const others = [
      { ask: { kind: 'preview' }, label: PREVIEW_FIRST, busyLabel: DOING_PREVIEW },
      { ask: { kind: 'refresh' }, label: REFRESH_SOURCES, busyLabel: DOING_REFRESH },
    ];
    // Sources that were never asked cannot be asked again.
    const offered = this.shown ? others : others.slice(0, 1);
    return [first, ...offered.map((button) => ({ ...button, variant: 'neutral' }))];
  }
  get undoable() {
    const latest = this.card?.latest;
    const stands = latest && ['completed', 'partial'].includes(latest.status);
    return stands && writtenInWords(latest.written, 'written') !== '' ? latest : null;
  }
  get shownWork() {
    const { work } = this.view;
    return SHORT.includes(work?.ask?.kind) ? null : work;
  }
  get doing() {
    const { ask, progress } = this.shownWork;
    return [ask?.kind ?? progress?.operation ?? 'enrich', progress?.steps ?? []];
  }
  get isAmbiguous() {
    return this.shown.match.status === 'ambiguous';
  }
  get hasSummary() {
    return this.shown.summary.sentences.length > 0;
  }
  /** What limits what is shown and written, unless it is said elsewhere on the card. */
  get goodToKnow() {
    if (!this.card) return null;
    const said = this.shown?.match.reason;
    const warnings = (this.shown?.warnings ?? []).filter(({ code }) => code !== REFUSED_FIELD);
    const sentences = [...warnings, ...this.card.limits]
      .map(({ message }) => message)
      .filter((message) => message !== said);
    return sentences.length > 0 ? [...new Set(sentences)] : null;
  }
}
