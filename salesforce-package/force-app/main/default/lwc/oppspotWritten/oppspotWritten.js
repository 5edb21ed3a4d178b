import AS_RECORD_STOOD from '@salesforce/label/c.Card_As_Record_Stood';
import COLUMN_DETAIL from '@salesforce/label/c.Card_Column_Detail';
import COLUMN_OUTCOME from '@salesforce/label/c.Card_Column_Outcome';
import COLUMN_STATE from '@salesforce/label/c.Card_Column_State';
import COLUMN_WHAT from '@salesforce/label/c.Card_Column_What';
import COLUMN_WHY from '@salesforce/label/c.Card_Column_Why';
import NOTHING_WAS_WRITTEN from '@salesforce/label/c.Card_Nothing_Was_Written';
import RESTORED_TO from '@salesforce/label/c.Card_Restored_To';
import WHAT_UNDO_DID from '@salesforce/label/c.Card_What_Undo_Did';
import WHAT_WAS_DECIDED from '@salesforce/label/c.Card_What_Was_Decided';
import WHAT_WAS_WRITTEN from '@salesforce/label/c.Card_What_Was_Written';
import { format, moment } from 'c/oppspotText';
import { undoInWords, valueInWords, wordFor } from 'c/oppspotWords';
import { api, LightningElement } from 'lwc';

const OBJECTS = { task: 'Task', deal: 'Opportunity' };

/** What the newest enrichment wrote, and what became of its undo. */
export default class OppspotWritten extends LightningElement {
  @api latest;
  /** An `undoReport`; null while nothing was undone. */
  @api undo;
  /** By id. */
  @api evidence;
  /** Names by id. */
  @api owners;
  isPast = true;
  labels = {
    undo: WHAT_UNDO_DID,
    written: WHAT_WAS_WRITTEN,
    nothing: NOTHING_WAS_WRITTEN,
    decided: WHAT_WAS_DECIDED,
    before: AS_RECORD_STOOD,
  };
  undoColumns = [COLUMN_WHAT, COLUMN_OUTCOME, COLUMN_WHY];
  writtenColumns = [COLUMN_WHAT, COLUMN_STATE, COLUMN_DETAIL];

  get when() {
    return moment(this.latest.finishedAt ?? this.latest.startedAt);
  }
  get hasWritten() {
    return this.latest.written.length > 0;
  }
  get writtenRows() {
    return this.latest.written.map(({ kind, id, status, detail }, index) => ({
      key: `${kind} ${id} ${index}`,
      cells: [
        wordFor('kind', kind),
        wordFor('written', status),
        // A record that was undone is deleted.
        OBJECTS[kind] && id && status !== 'undone'
          ? { recordId: id, objectApiName: OBJECTS[kind], text: detail }
          : detail,
      ],
    }));
  }
  get undoSummary() {
    return `${undoInWords(this.undo)}.`;
  }
  get undoRows() {
    return this.undo.items.map((item) => ({
      key: `${item.kind} ${item.target}`,
      cells: [item.label, this.outcomeOf(item), item.reason],
    }));
  }

  outcomeOf({ outcome, restoredTo }) {
    const word = wordFor('undo', outcome);
    if (outcome !== 'restored' || restoredTo === undefined) return word;
    return format(RESTORED_TO, word, valueInWords(restoredTo));
  }
}
