/** Comma-separated values as RFC 4180 has them, with LF. */
export function parseCsv(text: string): string[][] {
  const lines: string[][] = [];
  let cells: string[] = [];
  let at = 0;
  while (at < text.length) {
    const cell = /"((?:[^"]|"")*)"|([^",\n]*)/y;
    cell.lastIndex = at;
    const [whole = '', quoted, plain = ''] = cell.exec(text) ?? [];
    cells.push(quoted?.replaceAll('""', '"') ?? plain);
    at += whole.length;
    const end = text.charAt(at);
    if (end !== ',' && end !== '\n' && end !== '') throw new Error(`Unexpected quote at ${at}`);
    at += 1;
    if (end === ',' && at < text.length) continue;
    if (end === ',') cells.push('');
    lines.push(cells);
    cells = [];
  }
  return lines;
}

/** Every cell in quotes, as Salesforce writes results. */
export function toCsv(lines: readonly (readonly string[])[]): string {
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  return lines.map((cells) => `${cells.map(cell).join(',')}\n`).join('');
}
