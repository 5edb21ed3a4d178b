/** The frame of a company page as content systems render it. */
import type { Site, WorldCompany } from '../../world/types.ts';
import { escapeHtml } from '../html.ts';
import { boardAddress } from './board-links.ts';
import { vendorScripts } from './vendors.ts';

export function page(
  company: WorldCompany,
  site: Site,
  path: string,
  title: string,
  content: string,
): string {
  const url = `https://${host(site)}${path}`;
  return `<!doctype html>
<html lang="${site.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(`${title} | ${company.tradingName}`)}</title>
<meta name="description" content="${escapeHtml(site.description)}">
<link rel="canonical" href="${url}">
<meta property="og:site_name" content="${escapeHtml(company.tradingName)}">
<meta property="og:title" content="${escapeHtml(title)}">
<meta property="og:description" content="${escapeHtml(site.description)}">
<meta property="og:type" content="website">
<meta property="og:url" content="${url}">
<style>.sr-only{position:absolute;left:-9999px}</style>
${feedLink(site)}${structuredData(company, site)}${scripts(site)}</head>
<body>
<!-- rendered by page-cache node 7; 404 jobs in queue -->
${hidden(site)}<header><nav aria-label="Main">
${navigation(company, site)}
</nav></header>
<main>
<h1>${escapeHtml(title)}</h1>
${content}
</main>
<footer>
${site.footer ? `<p>${escapeHtml(site.footer)}</p>\n` : ''}</footer>
</body>
</html>
`;
}

export function host(site: Site): string {
  return site.wwwOnly ? `www.${site.domain}` : site.domain;
}

function feedLink(site: Site): string {
  if (!site.news) return '';
  return `<link rel="alternate" type="application/rss+xml" title="News" href="https://${host(site)}/news/feed.xml">\n`;
}

function navigation(company: WorldCompany, site: Site): string {
  const careers =
    company.board && site.boardLink === 'home-page'
      ? boardAddress(company.board)
      : site.careersPage
        ? '/careers'
        : null;
  const entries: (readonly [href: string, words: string])[] = [
    ['/', 'Home'],
    ['/about', 'About us'],
  ];
  if (site.pricingPage) entries.push(['/pricing', 'Pricing']);
  if (site.news) entries.push(['/news', 'News']);
  if (careers) entries.push([careers, 'Careers']);
  entries.push(['/contact', 'Contact']);
  return entries.map(([href, words]) => `<a href="${href}">${words}</a>`).join('\n');
}

/** The organisation in one graph beside the site's own node, as SEO plug-ins write it. */
function structuredData(company: WorldCompany, site: Site): string {
  const facts = site.organization;
  if (!facts) return '';
  const url = `https://${host(site)}/`;
  const organization = {
    '@type': 'Organization',
    '@id': `${url}#organization`,
    name: company.tradingName,
    url,
    description: site.description,
    ...(facts.legalName ? { legalName: facts.legalName } : {}),
    ...(facts.foundedOn ? { foundingDate: facts.foundedOn } : {}),
    ...(facts.vatId ? { vatID: facts.vatId } : {}),
    ...(facts.employees
      ? { numberOfEmployees: { '@type': 'QuantitativeValue', value: facts.employees } }
      : {}),
    ...(facts.address
      ? {
          address: {
            '@type': 'PostalAddress',
            streetAddress: facts.address.street,
            addressLocality: facts.address.locality,
            postalCode: facts.address.postcode,
            addressCountry: facts.address.countryCode,
          },
        }
      : {}),
  };
  const graph = {
    '@context': 'https://schema.org',
    '@graph': [
      { '@type': 'WebSite', '@id': `${url}#website`, url, name: company.tradingName },
      organization,
    ],
  };
  const body = JSON.stringify(graph).replaceAll('<', '\\u003c');
  return `<script type="application/ld+json">${body}</script>\n`;
}

function scripts(site: Site): string {
  return site.vendors
    .map((vendor) => `<script async src="${vendorScripts[vendor]}"></script>\n`)
    .join('');
}

/** The usual ways to keep text from visitors, with the site's hidden text and orders in each. */
function hidden(site: Site): string {
  const lines = [...(site.hiddenText ?? []), ...(site.injection ?? [])];
  if (lines.length === 0) return '';
  const words = escapeHtml(lines.join(' '));
  const inComment = lines.join(' ').replaceAll('--', '—');
  return `<!-- ${inComment} -->
<div style="display:none">${words}</div>
<div hidden>${words}</div>
<p class="sr-only" aria-hidden="true">${words}</p>
<template><p>${words}</p></template>
<noscript><p>${words}</p></noscript>
`;
}
