/**
 * The part of a page that is parsed. Parsing HTML takes time that grows with the square of how deep
 * elements nest and of how many attributes one has, so a page of two megabytes made for it would hold
 * the whole process up for minutes. No page made for readers comes near these bounds.
 */

const maxElements = 20_000;
/** Browsers stop at 512: https://crbug.com/41391453 */
const maxDepth = 1_000;
const maxAttributes = 500;

/** Never open for others to nest in. */
const voidElements = new Set(
  'area base br col embed frame hr img input link meta param source track wbr'.split(' '),
);
/** Closed by what follows them, so that pages leave their end tags out. */
const closedByOthers = new Set(
  'body colgroup dd dt head html li optgroup option p rp rt tbody td tfoot th thead tr'.split(' '),
);
/** What stands in them is no markup. */
const rawText = new Set('iframe noembed noframes script style textarea title xmp'.split(' '));

const tagStart = /<(?:!--|\/?[a-z][^\s/>]*)/gi;
/** One attribute with its value; sticky, and linear because what it repeats excludes what follows. */
const attribute = /[\s/]*[^\s/>=][^\s/>=]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"'][^\s>]*)?)?/y;

/** The page up to where it passes a bound; whole pages are given back as they are. */
export function parsableHtml(html: string): string {
  const open = new Map<string, number>();
  let depth = 0;
  let elements = 0;
  tagStart.lastIndex = 0;
  for (let tag = tagStart.exec(html); tag; tag = tagStart.exec(html)) {
    const start = tag.index;
    const token = tag[0].toLowerCase();
    if (token === '<!--') {
      const end = html.indexOf('-->', start);
      if (end < 0) return html;
      tagStart.lastIndex = end + 3;
      continue;
    }
    if (token.startsWith('</')) {
      const name = token.slice(2);
      const count = open.get(name) ?? 0;
      if (count > 0) {
        open.set(name, count - 1);
        depth -= 1;
      }
      continue;
    }
    const name = token.slice(1);
    const end = endOfTag(html, tagStart.lastIndex);
    elements += 1;
    if (end === null || elements > maxElements) return html.slice(0, start);
    tagStart.lastIndex = end;
    if (rawText.has(name)) {
      const close = new RegExp(`</${name}[\\s/>]`, 'gi');
      close.lastIndex = end;
      const found = close.exec(html);
      if (!found) return html;
      tagStart.lastIndex = found.index + name.length + 2;
      continue;
    }
    const isDrawing = (open.get('svg') ?? 0) > 0 && html[end - 1] === '/';
    if (voidElements.has(name) || closedByOthers.has(name) || isDrawing) continue;
    open.set(name, (open.get(name) ?? 0) + 1);
    depth += 1;
    if (depth > maxDepth) return html.slice(0, start);
  }
  return html;
}

/** Where the tag's attributes end; null when there are too many. */
function endOfTag(html: string, from: number): number | null {
  let at = from;
  for (let count = 0; count <= maxAttributes; count += 1) {
    attribute.lastIndex = at;
    if (!attribute.test(html)) {
      // A lone slash before the end belongs to the tag.
      return html[at] === '/' ? at + 1 : at;
    }
    at = attribute.lastIndex;
  }
  return null;
}
