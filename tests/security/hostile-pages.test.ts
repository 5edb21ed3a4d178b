import { describe, expect, it } from 'vitest';
import { readPage } from '../../server/research/providers/website/page.ts';
import { parsableHtml } from '../../server/research/providers/website/parsable-html.ts';

/** The most a fetched page can have. */
const longest = 2_000_000;
const endless = (unit: string) => unit.repeat(Math.floor(longest / unit.length));
const jsonLd = (json: string) =>
  `<title>Acme</title><script type="application/ld+json">${json}</script>`;
const read = (html: string) => readPage({ html, url: 'https://acme.example/', headers: {} });

describe('a page made to hold the process up', () => {
  // Each of these took from five seconds to several minutes; the test's own time limit judges.
  it.each([
    ['elements nested without end', endless('<div>')],
    ['formatting nested without end', endless('<a href=x><b>')],
    ['elements nested in drawings', `<svg>${endless('<desc><div/>')}`],
    ['tables nested without end', endless('<table><tr><td>')],
    ['hidden elements nested without end', endless('<div hidden>')],
    ['neighbours without end', endless('<div></div>')],
    ['links without end', endless('<a href=/jobs>j</a>')],
    ['one element with attributes without end', `<p ${endless('a b c d e f g ')}>`],
    ['one attribute without end', `<p title="${endless('x')}`],
    ['a start of a tag without end', endless('<a ')],
    ['comments without end', endless('<!-- -->')],
    ['script blocks without end', endless('<script type="application/ld+json">{}</script>')],
    ['a JSON-LD list without end', jsonLd(`[${endless('{},')}{}]`)],
    ['a JSON-LD graph without end', jsonLd(`{"@graph":[${endless('1,')}1]}`)],
    ['JSON-LD nested without end', jsonLd(endless('['))],
    ['a name without end', jsonLd(`{"@type":"Organization","name":"${endless('a ')}"}`)],
  ])('with %s is read or refused in time', (_, html) => {
    const page = () => read(html.slice(0, longest));
    let found: ReturnType<typeof page> | Error;
    try {
      found = page();
    } catch (error) {
      found = error instanceof Error ? error : new Error(String(error));
    }
    // A stack that ran out is reported as a page that cannot be read.
    if (found instanceof Error) expect(found).toBeInstanceOf(RangeError);
    else for (const name of found.names) expect(name.length).toBeLessThanOrEqual(200);
  });

  it('names only the first of thousands of job boards', () => {
    const links = Array.from({ length: 5_000 }, (_, i) => `<a href="https://jobs.lever.co/b${i}">`);
    expect(read(links.join('Jobs</a>')).boards).toHaveLength(50);
  });
});

describe('a page made for readers', () => {
  it.each([
    ['end tags left out', `<ul>${'<li>One<p>Two'.repeat(3_000)}</ul><p>Company number 01234567`],
    ['a drawing of many strokes', `<svg>${'<path d="M 0 0 L 1 1"/>'.repeat(3_000)}</svg><p>End`],
    ['markup in a script', `<script>const a = '${'<div>'.repeat(30_000)}';</script><p>End`],
    ['markup in a comment', `<!-- ${'<div>'.repeat(30_000)} --><p>End`],
    ['a picture in an attribute', `<img src="data:image/png;base64,${'A'.repeat(300_000)}"><p>End`],
    ['line breaks and rules', `${'<br><hr/>'.repeat(3_000)}<p>End`],
  ])('is parsed whole, with %s', (_, html) => {
    expect(parsableHtml(html)).toBe(html);
  });

  it('keeps the words of neighbouring elements apart, and finds the number in its footer', () => {
    const page = read(
      `${'<div><p>Text</p></div>'.repeat(5_000)}<footer><b>Company number</b><i>01234567</i></footer>`,
    );
    expect(page.registrationNumbers).toEqual(['01234567']);
  });
});
