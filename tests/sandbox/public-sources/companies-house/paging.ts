/** `items_per_page` and `start_index` as the register reads them: nonsense counts as not given. */
export function paging(
  query: URLSearchParams,
  standard: number,
  most: number,
  size = 'items_per_page',
) {
  return {
    itemsPerPage: Math.min(wholeNumber(query.get(size)) || standard, most),
    startIndex: wholeNumber(query.get('start_index')),
  };
}

function wholeNumber(text: string | null): number {
  return text && /^\d{1,6}$/.test(text) ? Number(text) : 0;
}
