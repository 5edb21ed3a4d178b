import type { RegisterEntry, RegisterFiling } from '../../world/types.ts';
import { barcode, token, transactionId } from '../identifiers.ts';
import { paging } from './paging.ts';

/** `filingHistoryList`, newest first. `category` takes several categories with commas between. */
export function filingHistory(entry: RegisterEntry, query: URLSearchParams) {
  const { itemsPerPage, startIndex } = paging(query, 25, 100);
  const wanted = query.get('category')?.split(',') ?? [];
  const filings = entry.filings
    .filter(({ category }) => wanted.length === 0 || wanted.includes(category))
    .toSorted((a, b) => b.date.localeCompare(a.date));
  return {
    filing_history_status: 'filing-history-available',
    items: filings
      .slice(startIndex, startIndex + itemsPerPage)
      .map((filing) => item(entry.number, filing)),
    items_per_page: itemsPerPage,
    start_index: startIndex,
    total_count: filings.length,
  };
}

function item(number: string, filing: RegisterFiling) {
  const name = `${number} ${filing.type} ${filing.date}`;
  const id = transactionId(name);
  return {
    transaction_id: id,
    // The registrar's own notices carry no barcode.
    barcode: filing.category === 'gazette' ? null : barcode(name, filing.onPaper ?? false),
    type: filing.type,
    date: filing.date,
    category: filing.category,
    ...(filing.subcategory ? { subcategory: filing.subcategory } : {}),
    description: filing.description,
    ...(filing.values ? { description_values: filing.values } : {}),
    pages: filing.pages,
    ...(filing.actionDate ? { action_date: filing.actionDate } : {}),
    ...(filing.onPaper ? { paper_filed: true } : {}),
    links: {
      self: `/company/${number}/filing-history/${id}`,
      document_metadata: `https://document-api.company-information.service.gov.uk/document/${token(name)}`,
    },
  };
}
