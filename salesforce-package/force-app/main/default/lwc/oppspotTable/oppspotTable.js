import { api, LightningElement } from 'lwc';

/** A table that becomes a list of rows with a name before each cell where its column is narrow. */
export default class OppspotTable extends LightningElement {
  /** What the table is, for those who do not see it. */
  @api label;
  /** The heading of each column. */
  @api columns = [];
  /**
   * `{key, cells}`: one cell for each column, which is a text or one of `{badge, theme}`,
   * `{recordId, objectApiName, text}` and `{sources}`.
   */
  @api rows = [];

  get drawnRows() {
    return this.rows.map(({ key, cells }) => ({
      key,
      cells: cells.map((cell, index) => ({
        column: this.columns[index],
        isEmpty: cell.sources?.length === 0 ? 'true' : null,
        ...(typeof cell === 'string' ? { text: cell } : cell),
      })),
    }));
  }
}
