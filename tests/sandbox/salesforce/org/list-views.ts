import { recordId } from '../ids.ts';

/** What somebody made of an object's list: the records, and in which order they stand. */
export interface ListView {
  /** 18 characters. */
  readonly id: string;
  readonly object: string;
  readonly label: string;
  /** As the view's describe tells it. */
  readonly query: string;
}

export interface ListViewOrder {
  readonly object: string;
  readonly label: string;
  /** SOQL condition; everything when absent. */
  readonly where?: string;
  /** Only records of whoever asks. */
  readonly mine?: boolean;
}

/** The list views of one org. */
export class ListViews {
  readonly #views = new Map<string, ListView>();

  add({ object, label, where, mine = false }: ListViewOrder): ListView {
    const id = recordId('00B', this.#views.size + 1);
    const scope = mine ? ' USING SCOPE mine' : '';
    const filter = where === undefined ? '' : ` WHERE ${where}`;
    const query = `SELECT Name, Id, CreatedDate, LastModifiedDate, SystemModstamp FROM ${object}${scope}${filter} ORDER BY Name ASC NULLS FIRST, Id ASC NULLS FIRST`;
    const view = { id, object, label, query };
    this.#views.set(id, view);
    return view;
  }

  find(object: string, id: string): ListView | undefined {
    const view = this.#views.get(id);
    return view?.object === object ? view : undefined;
  }
}
