import COLUMN_BEFORE from '@salesforce/label/c.Card_Column_Before';
import COLUMN_FIELD from '@salesforce/label/c.Card_Column_Field';
import COLUMN_NOW from '@salesforce/label/c.Card_Column_Now';
import COLUMN_OPPSPOT_VALUE from '@salesforce/label/c.Card_Column_OppSpot_Value';
import COLUMN_POLICY from '@salesforce/label/c.Card_Column_Policy';
import COLUMN_PROPOSED from '@salesforce/label/c.Card_Column_Proposed';
import COLUMN_SOURCE from '@salesforce/label/c.Card_Column_Source';
import COLUMN_TO_BE_WRITTEN from '@salesforce/label/c.Card_Column_To_Be_Written';
import COLUMN_WILL_BE_WRITTEN from '@salesforce/label/c.Card_Column_Will_Be_Written';
import NO from '@salesforce/label/c.Card_No';
import NOTHING from '@salesforce/label/c.Card_Nothing';
import OPPSPOT_FIELDS from '@salesforce/label/c.Card_OppSpot_Fields';
import YES from '@salesforce/label/c.Card_Yes';
import YOUR_FIELDS from '@salesforce/label/c.Card_Your_Fields';
import {
  groupsOf,
  groupTitle,
  hasProposal,
  sourcesOf,
  valueInWords,
  wordFor,
  writesFirst,
} from 'c/oppspotWords';
import { api, LightningElement } from 'lwc';

/**
 * Each field: what it holds, what it would hold, by which policy, and why it is or is not written.
 * First the org's own fields, in which a rep may have written something.
 */
export default class OppspotChanges extends LightningElement {
  @api changes = [];
  /** Whether it was carried out: then what the field held is no longer what it holds. */
  @api isPast = false;
  /** By id. */
  @api evidence;
  /** Names by id. */
  @api owners;

  get columns() {
    return [
      COLUMN_FIELD,
      this.isPast ? COLUMN_BEFORE : COLUMN_NOW,
      this.isPast ? COLUMN_OPPSPOT_VALUE : COLUMN_PROPOSED,
      COLUMN_SOURCE,
      COLUMN_POLICY,
      this.isPast ? COLUMN_TO_BE_WRITTEN : COLUMN_WILL_BE_WRITTEN,
    ];
  }
  get groups() {
    const { own, oppspot } = groupsOf(this.changes);
    return [
      { title: YOUR_FIELDS, changes: own },
      { title: OPPSPOT_FIELDS, changes: oppspot },
    ]
      .filter(({ changes }) => changes.length > 0)
      .map(({ title, changes }) => ({
        title: groupTitle(title, changes),
        rows: writesFirst(changes).map((change) => this.rowOf(change)),
      }));
  }

  rowOf(change) {
    const { record, field, label, oppspotField, before, after, decision, reason } = change;
    return {
      key: `${record.id} ${field}`,
      cells: [
        label,
        valueInWords(before, oppspotField, this.owners),
        hasProposal(change) ? valueInWords(after, oppspotField, this.owners) : NOTHING,
        { sources: sourcesOf(change.evidenceIds, this.evidence) },
        wordFor('policy', change.policy),
        `${decision === 'write' ? YES : NO}. ${reason}`,
      ],
    };
  }
}
