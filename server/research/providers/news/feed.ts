/**
 * RSS 2.0 (https://www.rssboard.org/rss-specification), RSS 1.0 and Atom
 * (https://www.rfc-editor.org/rfc/rfc4287): the titles, addresses and dates of a feed's entries.
 */
import { load } from 'cheerio';
import { XMLParser } from 'fast-xml-parser';
import { plainText } from '../../../../shared/narrative/plain-text.ts';

export interface FeedEntry {
  readonly title: string;
  readonly url: string;
  /** ISO instant. */
  readonly publishedAt: string;
}

/** Entries that are looked at; feeds put the newest first. */
const most = 60;

/** Entities are not resolved while reading, so no document can grow; text is decoded afterwards. */
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  processEntities: false,
  parseTagValue: false,
  parseAttributeValue: false,
  removeNSPrefix: false,
  trimValues: true,
  isArray: (name) => name === 'item' || name === 'entry' || name === 'link',
});

/**
 * Entries with title, web address and date; others are left out. Null when this is no feed.
 * @param base the feed's own address, for links that are relative to it
 */
export function readFeed(xml: string, base: string): FeedEntry[] | null {
  // A feed needs no document type of its own; what declares one wants entities.
  if (/<!DOCTYPE|<!ENTITY/i.test(xml.slice(0, 4_000))) return null;
  let root: unknown;
  try {
    root = parser.parse(xml);
  } catch {
    return null;
  }
  const items =
    listAt(root, 'rss', 'channel', 'item') ??
    listAt(root, 'rdf:RDF', 'item') ??
    listAt(root, 'feed', 'entry') ??
    (at(root, 'rss', 'channel') !== undefined || at(root, 'feed') !== undefined ? [] : null);
  if (items === null) return null;
  return items.slice(0, most).flatMap((item): FeedEntry[] => {
    const title = plainText(decoded(textOf(at(item, 'title'))), 300);
    const url = addressOf(item, base);
    const publishedAt = dateOf(item);
    return title && url && publishedAt ? [{ title, url, publishedAt }] : [];
  });
}

function at(node: unknown, ...path: string[]): unknown {
  let found: unknown = node;
  for (const name of path) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = (found as Record<string, unknown>)[name];
  }
  return found;
}

function listAt(node: unknown, ...path: string[]): unknown[] | null {
  const found = at(node, ...path);
  return Array.isArray(found) ? found : null;
}

/** An element with attributes keeps its text beside them. */
function textOf(node: unknown): string {
  if (typeof node === 'string') return node;
  const text = at(node, '#text');
  return typeof text === 'string' ? text : '';
}

/** Titles are text, or HTML, or HTML escaped once more. */
function decoded(text: string): string {
  const once = load(text, null, false).text();
  return /[<&]/.test(once) ? load(once, null, false).text() : once;
}

function addressOf(item: unknown, base: string): string | null {
  const links = listAt(item, 'link') ?? [];
  const link =
    links.find((one) => (at(one, '@rel') ?? 'alternate') === 'alternate') ?? links[0] ?? null;
  const guid = at(item, 'guid');
  const candidates = [
    at(link, '@href'),
    textOf(link),
    at(guid, '@isPermaLink') === 'false' ? '' : textOf(guid),
  ];
  for (const candidate of candidates) {
    if (typeof candidate !== 'string' || candidate === '') continue;
    const text = load(candidate, null, false).text().trim();
    if (!URL.canParse(text, base)) continue;
    const url = new URL(text, base);
    if (url.protocol === 'https:' || url.protocol === 'http:') return url.href;
  }
  return null;
}

function dateOf(item: unknown): string | null {
  for (const name of ['pubDate', 'dc:date', 'published', 'updated', 'date']) {
    const time = Date.parse(textOf(at(item, name)));
    if (!Number.isNaN(time)) return new Date(time).toISOString();
  }
  return null;
}
