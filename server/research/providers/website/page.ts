/** What a page of a company's website says, read from its HTML. Only what a visitor sees counts. */
import { type CheerioAPI, load } from 'cheerio';
import { getDomain } from 'tldts';
import { brandInDomain } from '../../../../shared/company/similarity.ts';
import { plainText } from '../../../../shared/narrative/plain-text.ts';
import { type BoardRef, boardOfLink, sameBoard } from '../job-boards/board.ts';
import { type Organization, organizationIn } from './organization.ts';
import { parsableHtml } from './parsable-html.ts';
import { companyNumbersIn } from './registration-number.ts';
import { type Technology, technologiesOf } from './technologies.ts';

export interface BoardLink {
  readonly board: BoardRef;
  /** The link is presented as the way to the company's own open posts. */
  readonly careers: boolean;
}

export interface Page {
  /** Names the site gives itself, best first. */
  readonly names: readonly string[];
  readonly description: string | null;
  readonly organization: Organization | null;
  readonly registrationNumbers: readonly string[];
  readonly technologies: readonly Technology[];
  /** The site's own page about working there. */
  readonly careersUrl: string | null;
  readonly boards: readonly BoardLink[];
  /** Feeds of the site's own entries. */
  readonly feeds: readonly string[];
  /** The site's own page of news. */
  readonly newsUrl: string | null;
}

export interface PageSource {
  readonly html: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

const invisible =
  'script, style, noscript, template, svg, [hidden], [aria-hidden="true"], input, select, textarea';
const hiddenStyle =
  /display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(\.0*)?\s*(;|$)|font-size\s*:\s*0/i;
const careersWords =
  /\b(careers?|jobs?|vacanc(y|ies)|we['’]?re hiring|join (us|our team)|work (with|for|at) us|open (roles|positions|posts)|karriere|stellen(angebote)?|emplois?|recrutement)\b/i;
const careersPath =
  /\/(careers?|jobs?|vacancies|join-us|join|work-with-us|working-here|karriere|stellenangebote|recrutement)(\/|$|\.html?$)/i;
const newsPath =
  /^(?:\/[a-z]{2}(?:-[a-z]{2})?)?\/(news|newsroom|press|press-releases|media|blog|insights)\/?$/i;
const meaninglessName = /^(home|home ?page|welcome|index|start|website|untitled)$/i;

export function readPage({ html, url, headers }: PageSource): Page {
  const $ = load(parsableHtml(html));
  const domain = getDomain(url, { allowPrivateDomains: true });
  const base = absolute($('base').attr('href'), url) ?? url;
  const isOwn = (link: string) =>
    getDomain(absolute(link, base) ?? '', { allowPrivateDomains: true }) === domain ||
    new URL(absolute(link, base) ?? url).hostname === new URL(url).hostname;
  const organization = organizationIn(
    $('script[type="application/ld+json"]')
      .toArray()
      .map((element) => $(element).text()),
    isOwn,
  );
  const traces = {
    hosts: hostsOf($, base),
    headers,
    generator: meta($, 'generator', 80),
  };
  const embedded = $('script[src], iframe[src]')
    .toArray()
    .map((element) => absolute($(element).attr('src'), base));
  const title = plainText($('title').first().text(), 200);
  const feeds = feedsOf($, base).filter(isOwn);

  $(invisible).remove();
  $('[style]').each((_, element) => {
    if (hiddenStyle.test($(element).attr('style') ?? '')) $(element).remove();
  });
  const links = $('a[href]')
    .toArray()
    .flatMap((element) => {
      const link = absolute($(element).attr('href'), base);
      if (!link) return [];
      return [{ url: link, text: plainText($(element).text(), 200) }];
    });

  return {
    names: names(organization, meta($, 'og:site_name', 120), title, domain, $),
    description:
      organization?.description ?? meta($, 'description', 240) ?? meta($, 'og:description', 240),
    organization,
    registrationNumbers: companyNumbersIn(visibleText($)).slice(0, 5),
    technologies: technologiesOf(traces),
    careersUrl: careersLink(links, isOwn, url),
    boards: boardLinks(links, embedded),
    feeds,
    newsUrl: links.find((link) => isOwn(link.url) && isNews(link))?.url ?? null,
  };
}

function names(
  organization: Organization | null,
  siteName: string | null,
  title: string,
  domain: string | null,
  $: CheerioAPI,
): string[] {
  const stated = [
    organization?.name,
    siteName,
    meta($, 'application-name', 120),
    organization?.legalName,
  ].flatMap((name) => name ?? []);
  // A title is a slogan more often than a name; a part of it counts when the domain carries it too.
  const titled = title
    .split(/\s[-–—|·•:]\s|\s?[|·•]\s?|:\s/)
    .filter((part) => domain !== null && brandInDomain(part, domain) !== 'none');
  return [...new Set([...stated, ...titled])].filter((name) => !meaninglessName.test(name));
}

function meta($: CheerioAPI, name: string, length: number): string | null {
  const element = $(`meta[property="${name}"], meta[name="${name}"]`).first();
  return plainText(element.attr('content') ?? '', length) || null;
}

function absolute(link: string | undefined, base: string): string | null {
  if (!link || !URL.canParse(link, base)) return null;
  const url = new URL(link, base);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
}

/** At most two; feeds of comments are other people's words. */
function feedsOf($: CheerioAPI, base: string): string[] {
  const found = $(
    'link[rel~="alternate"][type="application/rss+xml"], link[rel~="alternate"][type="application/atom+xml"]',
  )
    .toArray()
    .flatMap((element) => absolute($(element).attr('href'), base) ?? [])
    .filter((url) => !/comments?\b/i.test(new URL(url).pathname));
  return [...new Set(found)].slice(0, 2);
}

function hostsOf($: CheerioAPI, base: string): string[] {
  const links = $('script[src], iframe[src], link[href]')
    .toArray()
    .flatMap((element) => absolute($(element).attr('src') ?? $(element).attr('href'), base) ?? []);
  return [...new Set(links.map((link) => new URL(link).hostname))];
}

/** With a space around each element, so that words of neighbouring elements stay apart. */
function visibleText($: CheerioAPI): string {
  const words: string[] = [];
  const left = $('body').contents().toArray().reverse();
  for (let node = left.pop(); node; node = left.pop()) {
    if (node.type === 'text') words.push(node.data);
    else if ('children' in node) left.push(...node.children.toReversed());
    if (node.type !== 'text') words.push(' ');
  }
  return plainText(words.join(''), 200_000);
}

interface Link {
  readonly url: string;
  readonly text: string;
}

const isNews = (link: Link) => newsPath.test(new URL(link.url).pathname);

const isCareers = (link: Link) =>
  careersWords.test(link.text) || careersPath.test(new URL(link.url).pathname);

function careersLink(
  links: readonly Link[],
  isOwn: (url: string) => boolean,
  page: string,
): string | null {
  const own = links.filter((link) => isOwn(link.url) && isCareers(link));
  // The page named so by its path comes before one that only mentions jobs in its text.
  const best = own.find((link) => careersPath.test(new URL(link.url).pathname)) ?? own[0];
  if (!best) return null;
  const url = new URL(best.url);
  url.hash = '';
  return url.href === page ? null : url.href;
}

/** Embedded boards are the company's own by nature; plain links only when they say so. */
const maxBoards = 50;

function boardLinks(links: readonly Link[], embedded: readonly (string | null)[]): BoardLink[] {
  const found: BoardLink[] = [];
  const add = (url: string | null, careers: boolean) => {
    const board = url && found.length < maxBoards ? boardOfLink(url) : null;
    if (!board) return;
    const index = found.findIndex((other) => sameBoard(other.board, board));
    if (index < 0) found.push({ board, careers });
    else if (careers) found[index] = { board, careers };
  };
  for (const url of embedded) add(url, true);
  for (const link of links) add(link.url, careersWords.test(link.text));
  return found;
}
