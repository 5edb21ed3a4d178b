const order = new Intl.Collator('en', { numeric: true });

/** As people look for them in a list. */
export function byLabel<T extends { readonly label: string }>(items: readonly T[]): T[] {
  return items.toSorted((one, other) => order.compare(one.label, other.label));
}
