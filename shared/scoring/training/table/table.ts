/** A file of leads as text, and what a person says about its columns. */

export interface Table {
  readonly header: readonly string[];
  /** By column, then by row. */
  readonly columns: readonly (readonly string[])[];
  readonly rows: number;
}

/** A mistake in the file or in what was said about it, in a sentence for the person who said it. */
export class TableError extends Error {
  override readonly name = 'TableError';
}

/** Names for all columns: blank ones get their place, repeated ones a number. */
export function columnNames(header: readonly string[]): { names: string[]; notes: string[] } {
  const notes: string[] = [];
  const taken = new Set(header.map((name) => name.trim()));
  const seen = new Set<string>();
  const names = header.map((raw, index) => {
    const plain = raw.trim();
    if (plain !== '' && !seen.has(plain)) {
      seen.add(plain);
      return plain;
    }
    const base = plain === '' ? 'column' : plain;
    let number = plain === '' ? index + 1 : 2;
    while (taken.has(`${base} (${number})`)) number++;
    const name = `${base} (${number})`;
    taken.add(name);
    notes.push(
      plain === ''
        ? `Column ${index + 1} has no name and is called "${name}".`
        : `The name "${plain}" occurs again in column ${index + 1}, which is called "${name}".`,
    );
    return name;
  });
  return { names, notes };
}

/**
 * The place of the column somebody named; case and outer blanks are forgiven.
 * @throws TableError naming the columns there are
 */
export function columnAt(table: Table, name: string, option: string): number {
  const exact = table.header.indexOf(name);
  if (exact >= 0) return exact;
  const folded = name.trim().toLowerCase();
  const similar = table.header.flatMap((known, at) => (known.toLowerCase() === folded ? [at] : []));
  if (similar.length === 1 && similar[0] !== undefined) return similar[0];
  const known = table.header.slice(0, 40).map((column) => `"${column}"`);
  const more = table.header.length > 40 ? ` and ${table.header.length - 40} more` : '';
  throw new TableError(
    `${option}: there is no column "${name}". The columns are ${known.join(', ')}${more}.`,
  );
}
