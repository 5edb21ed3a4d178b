/** The pages of a company website by path. */
import type { Site, WorldCompany } from '../../world/types.ts';
import { escapeHtml } from '../html.ts';
import { boardEmbed, boardLink } from './board-links.ts';
import { host, page } from './layout.ts';

/** Every page of the site, rendered; robots.txt is not among them. */
export function sitePages(company: WorldCompany, site: Site): ReadonlyMap<string, string> {
  if (site.bare) return new Map([['/', barePage(site)]]);
  const pages: (readonly [path: string, title: string, content: string])[] = [
    ['/', site.tagline, paragraphs([site.description, ...(site.injection ?? [])])],
    ['/about', 'About us', paragraphs(site.about)],
    ['/contact', 'Contact', paragraphs([`Write to hello@${site.domain}.`])],
  ];
  if (site.pricingPage) pages.push(['/pricing', 'Pricing', paragraphs(['Starter', 'Team'])]);
  if (site.news) pages.push(['/news', 'News', newsList(site)]);
  if (site.careersPage) pages.push(['/careers', 'Careers', careers(company, site)]);
  return new Map(
    pages.map(([path, title, content]) => [path, page(company, site, path, title, content)]),
  );
}

export function sitemap(site: Site, paths: Iterable<string>): string {
  const urls = [...paths].map((path) => `<url><loc>https://${host(site)}${path}</loc></url>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.join('')}</urlset>
`;
}

/** The news as content systems syndicate it. */
export function newsFeed(company: WorldCompany, site: Site): string | null {
  if (!site.news) return null;
  const items = site.news.map(({ date, title, text }) => {
    const link = `https://${host(site)}/news#${date}`;
    return `<item><title>${escapeHtml(title)}</title><link>${link}</link><guid isPermaLink="false">${link}</guid><pubDate>${new Date(`${date}T09:00:00Z`).toUTCString()}</pubDate><description><![CDATA[<p>${escapeHtml(text)}</p>]]></description></item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>${escapeHtml(company.tradingName)}</title><link>https://${host(site)}/news</link>${items.join('')}</channel></rss>
`;
}

export function robotsTxt(site: Site): string | null {
  switch (site.robots ?? 'open') {
    case 'missing':
      return null;
    case 'closed':
      return 'User-agent: *\nDisallow: /\n';
    case 'open':
      return `User-agent: *
Disallow: /admin/
Disallow: /search

Sitemap: https://${host(site)}/sitemap.xml
`;
  }
}

function careers(company: WorldCompany, site: Site): string {
  const { board } = company;
  if (!board || site.boardLink === null) {
    return paragraphs([`Send your application to jobs@${site.domain}.`]);
  }
  if (site.boardLink === 'embed') {
    return `${paragraphs(['Our open positions:'])}\n${boardEmbed(board)}`;
  }
  return `${paragraphs([`Work with us at ${company.tradingName}.`])}\n${boardLink(board, 'See open positions')}`;
}

function newsList(site: Site): string {
  return (site.news ?? [])
    .map(
      ({ date, title, text }) =>
        `<article><h2>${escapeHtml(title)}</h2><time datetime="${date}">${date}</time><p>${escapeHtml(text)}</p></article>`,
    )
    .join('\n');
}

/** A page as somebody's nephew left it in 2004: no head to speak of, tags left open. */
function barePage(site: Site): string {
  return `<html><body bgcolor=white>
<h1>${escapeHtml(site.tagline)}
<p>${site.about.map(escapeHtml).join('<p>')}
<p>${escapeHtml(site.description)}
</body>
`;
}

const paragraphs = (lines: readonly string[]) =>
  lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('\n');
