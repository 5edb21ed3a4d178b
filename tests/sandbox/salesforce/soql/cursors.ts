/** Query answers that go on: https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_query_more_results.htm */
import { refuse } from '../http/errors.ts';
import type { Json } from '../http/input.ts';
import { recordId } from '../ids.ts';
import type { QueryResult } from './run.ts';

const kept = 10;

/** The open cursors of an org: the latest ten. */
export class Cursors {
  readonly #results = new Map<string, QueryResult & { readonly batchSize: number }>();
  #opened = 0;

  /** The first page of a result. */
  open(result: QueryResult, batchSize: number, version: string): Json {
    if (result.records.length <= batchSize) return { ...result, done: true };
    this.#opened += 1;
    const id = recordId('01g', this.#opened);
    this.#results.set(id, { ...result, batchSize });
    const [oldest] = this.#results.keys();
    if (this.#results.size > kept && oldest !== undefined) this.#results.delete(oldest);
    return this.#page(id, 0, version);
  }

  /** @param locator the last part of a `nextRecordsUrl`, e.g. `01gOp0000000001AAA-2000` */
  more(locator: string, version: string): Json {
    const [id = '', offset = ''] = locator.split('-');
    if (!this.#results.has(id) || !/^\d+$/.test(offset)) {
      throw refuse('INVALID_QUERY_LOCATOR', 'invalid query locator');
    }
    return this.#page(id, Number(offset), version);
  }

  #page(id: string, offset: number, version: string): Json {
    const result = this.#results.get(id);
    if (!result) throw new Error(`No cursor ${id}`);
    const { totalSize, batchSize } = result;
    const end = offset + batchSize;
    const done = end >= result.records.length;
    return {
      totalSize,
      done,
      ...(done ? {} : { nextRecordsUrl: `/services/data/v${version}/query/${id}-${end}` }),
      records: result.records.slice(offset, end),
    };
  }
}
