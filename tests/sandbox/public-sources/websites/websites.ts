/** Company websites, told apart by the Host header. */
import type { Site, WorldCompany } from '../../world/types.ts';
import { type Answer, redirect, text } from '../answer.ts';
import { host } from './layout.ts';
import { newsFeed, robotsTxt, sitemap, sitePages } from './pages.ts';

export interface SiteAnswer {
  readonly answer: Answer;
  /** Milliseconds the site takes on top of everybody's latency. */
  readonly delayMs: number;
}

/** Gives undefined for a host that is no company's. */
export function createWebsites(
  companies: readonly WorldCompany[],
): (hostName: string, path: string) => SiteAnswer | undefined {
  const sites = new Map<string, (hostName: string, path: string) => SiteAnswer>();
  for (const company of companies) {
    const { site } = company;
    if (!site) continue;
    const serve = website(company, site);
    sites.set(site.domain, serve);
    sites.set(`www.${site.domain}`, serve);
    for (const former of site.formerDomains ?? []) {
      const moved = (_: string, path: string) => now(redirect(`https://${host(site)}${path}`));
      sites.set(former, moved);
      sites.set(`www.${former}`, moved);
    }
  }
  return (hostName, path) => sites.get(hostName)?.(hostName, path);
}

function website(company: WorldCompany, site: Site) {
  const pages = sitePages(company, site);
  const robots = robotsTxt(site);
  const feed = newsFeed(company, site);
  return (hostName: string, path: string): SiteAnswer => {
    if (path === '/robots.txt') {
      return now(robots === null ? missing() : text(robots));
    }
    const delayMs = site.delayMs ?? 0;
    if (site.failsWith) {
      return {
        delayMs,
        answer: text('<h1>Internal Server Error</h1>', site.failsWith, 'text/html'),
      };
    }
    if (site.redirectsTo) return { delayMs, answer: redirect(site.redirectsTo, 302) };
    if (site.wwwOnly && hostName === site.domain) {
      return { delayMs, answer: redirect(`https://${host(site)}${path}`) };
    }
    if (path === '/sitemap.xml' && robots !== null) {
      return { delayMs, answer: text(sitemap(site, pages.keys()), 200, 'application/xml') };
    }
    if (path === '/news/feed.xml' && feed !== null) {
      return { delayMs, answer: text(feed, 200, 'application/rss+xml') };
    }
    const page = pages.get(path);
    return { delayMs, answer: page === undefined ? missing() : text(page, 200, 'text/html') };
  };
}

const missing = () => text('<h1>Page not found</h1>', 404, 'text/html');
const now = (answer: Answer): SiteAnswer => ({ answer, delayMs: 0 });
