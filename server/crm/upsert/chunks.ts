/** Texts in lists that stay under so many bytes, with `overhead` for what stands around each. */
export function chunksOfBytes(
  texts: readonly string[],
  most: number,
  overhead: number,
): string[][] {
  const lists: string[][] = [];
  let room = 0;
  for (const text of new Set(texts)) {
    // A character of text is up to six in JSON.
    const size = Buffer.byteLength(JSON.stringify(text)) + overhead;
    if (size > room || lists.length === 0) {
      lists.push([]);
      room = most;
    }
    lists.at(-1)?.push(text);
    room -= size;
  }
  return lists;
}
