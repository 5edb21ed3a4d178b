import CHECK_BEFORE from '@salesforce/label/c.Card_Check_Before';
import DAY_MANY from '@salesforce/label/c.Card_Day_Many';
import DAY_ONE from '@salesforce/label/c.Card_Day_One';
import ENRICH_FOR_REST from '@salesforce/label/c.Card_Enrich_For_Rest';
import ENRICH_TO_WRITE from '@salesforce/label/c.Card_Enrich_To_Write';
import FOUND_AGO from '@salesforce/label/c.Card_Found_Ago';
import LATER_UNDONE from '@salesforce/label/c.Card_Later_Undone';
import NAME_IT from '@salesforce/label/c.Card_Name_It';
import NO_COMPANY_FOUND from '@salesforce/label/c.Card_No_Company_Found';
import NOT_ALL_WRITTEN from '@salesforce/label/c.Card_Not_All_Written';
import NOTHING_AUTOMATIC from '@salesforce/label/c.Card_Nothing_Automatic';
import NOTHING_STANDS from '@salesforce/label/c.Card_Nothing_Stands';
import ONE_BEFORE_STANDS from '@salesforce/label/c.Card_One_Before_Stands';
import OUT_OF_DATE from '@salesforce/label/c.Card_Out_Of_Date';
import TAKEN_BACK from '@salesforce/label/c.Card_Taken_Back';
import THIS_IS_PREVIEW from '@salesforce/label/c.Card_This_Is_Preview';
import WAS_UNDONE from '@salesforce/label/c.Card_Was_Undone';
import { counted, format } from 'c/oppspotText';
import { failuresOf, sourcesOf, undoInWords } from 'c/oppspotWords';
import { api, LightningElement } from 'lwc';

/** What must be known before what is shown is believed: no company, veto, preview, undone, in part, age. */
export default class OppspotNotices extends LightningElement {
  /** A `cardState`. */
  @api card;
  /** The enrichment that is shown. */
  @api shown;
  /** By id. */
  @api evidence;

  get notices() {
    const standing = this.card.preview ? [this.preview] : [this.undone, this.partial, this.stale];
    return [this.noCompany, this.veto, ...standing].filter(Boolean);
  }

  get noCompany() {
    const { match } = this.shown;
    if (match.status !== 'none') return null;
    return { variant: 'info', heading: NO_COMPANY_FOUND, sentences: [match.reason, NAME_IT] };
  }
  get veto() {
    const { veto } = this.shown;
    return (
      veto && {
        variant: 'error',
        heading: CHECK_BEFORE,
        sentences: [veto.reason, NOTHING_AUTOMATIC],
        sources: sourcesOf(veto.evidenceIds, this.evidence),
      }
    );
  }
  get preview() {
    return { variant: 'info', heading: THIS_IS_PREVIEW, sentences: [NOTHING_STANDS] };
  }
  get undone() {
    const { latest, undo } = this.card;
    const outcome = undo ? [`${undoInWords(undo)}.`] : [];
    if (latest.status === 'undone') {
      return {
        variant: 'info',
        heading: WAS_UNDONE,
        sentences: [TAKEN_BACK, ...outcome, ENRICH_TO_WRITE],
      };
    }
    if (!undo || undo.enrichmentId === latest.id) return null;
    return { variant: 'info', heading: LATER_UNDONE, sentences: [...outcome, ONE_BEFORE_STANDS] };
  }
  get partial() {
    const { latest } = this.card;
    if (latest.status !== 'partial') return null;
    return {
      variant: 'warning',
      heading: NOT_ALL_WRITTEN,
      sentences: [...failuresOf(latest), ENRICH_FOR_REST],
    };
  }
  get stale() {
    const { latest, freshness } = this.card;
    if (!freshness?.isStale || latest.status === 'undone') return null;
    const days = (count) => counted(count, DAY_ONE, DAY_MANY);
    return {
      variant: 'warning',
      heading: OUT_OF_DATE,
      sentences: [format(FOUND_AGO, days(freshness.ageDays), days(freshness.staleAfterDays))],
    };
  }
}
