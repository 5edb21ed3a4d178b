import { describe, expect, it } from 'vitest';
import { chooseBoards } from '../../server/research/providers/website/choose-boards.ts';
import { siteEvidence } from '../../server/research/providers/website/evidence.ts';
import { type Page, readPage } from '../../server/research/providers/website/page.ts';
import { companyNumbersIn } from '../../server/research/providers/website/registration-number.ts';
import { evidence } from '../../shared/evidence/evidence.ts';

const url = 'https://www.brightpath.co.uk/';
const page = (html: string, headers: Record<string, string> = {}): Page =>
  readPage({ html, url, headers });
const jsonLd = (node: unknown) =>
  page(`<script type="application/ld+json">${JSON.stringify(node)}</script>`);

const organization = {
  '@context': 'https://schema.org',
  '@type': 'Organization',
  name: 'Brightpath Robotics',
  legalName: 'Brightpath Robotics Limited',
  url: 'https://brightpath.co.uk',
  description: 'Warehouse robots for mid-size retailers.',
  foundingDate: '2015-03-02',
  numberOfEmployees: { '@type': 'QuantitativeValue', minValue: 51, maxValue: 200 },
  address: {
    '@type': 'PostalAddress',
    streetAddress: '12 Wharf Street',
    addressLocality: 'Leeds',
    addressRegion: 'West Yorkshire',
    postalCode: 'LS1 4AP',
    addressCountry: 'GB',
  },
};

describe('JSON-LD', () => {
  it('gives name, place, size and founding of the organisation', () => {
    expect(jsonLd(organization)).toMatchObject({
      names: ['Brightpath Robotics', 'Brightpath Robotics Limited'],
      description: 'Warehouse robots for mid-size retailers.',
      organization: {
        foundedOn: '2015-03-02',
        employees: { minimum: 51, maximum: 200 },
        country: 'GB',
        region: 'West Yorkshire',
        locality: 'Leeds',
        postcode: 'LS1 4AP',
      },
    });
  });

  it.each([
    ['in a graph', { '@graph': [{ '@type': 'WebSite', name: 'x' }, organization] }],
    ['in a list', [{ '@type': 'BreadcrumbList' }, organization]],
    ['with several types', { ...organization, '@type': ['LocalBusiness', 'Thing'] }],
    ['as a corporation', { ...organization, '@type': 'Corporation' }],
  ])('is found %s', (_what, node) => {
    expect(jsonLd(node).organization?.name).toBe('Brightpath Robotics');
  });

  it('of another site, or nested in something else, is somebody else’s', () => {
    expect(jsonLd({ ...organization, url: 'https://other.com/' }).organization).toBeNull();
    expect(
      jsonLd({ '@type': 'Review', author: organization, publisher: organization }).organization,
    ).toBeNull();
  });

  it('survives broken blocks and wrong types', () => {
    const html = `<script type="application/ld+json">{ broken</script>
      <script type="application/ld+json">null</script>
      <script type="application/ld+json">${JSON.stringify({ ...organization, description: 7, address: 'Leeds', numberOfEmployees: null })}</script>`;
    expect(page(html).organization).toMatchObject({
      description: null,
      locality: null,
      employees: null,
    });
  });

  it.each([
    [120, { minimum: 120, maximum: 120 }],
    ['120', { minimum: 120, maximum: 120 }],
    ['51-200', { minimum: 51, maximum: 200 }],
    ['1,000+', { minimum: 1000, maximum: null }],
    [{ value: 75 }, { minimum: 75, maximum: 75 }],
    [{ value: '11 - 50' }, { minimum: 11, maximum: 50 }],
    [{ minValue: 500 }, { minimum: 500, maximum: null }],
    [{ minValue: 300, maxValue: 20 }, null],
    ['many', null],
    [-5, null],
    [12.5, null],
  ])('a headcount of %j is %j', (numberOfEmployees, employees) => {
    expect(jsonLd({ ...organization, numberOfEmployees }).organization?.employees ?? null).toEqual(
      employees,
    );
  });
});

describe('names without JSON-LD', () => {
  it('come from the site name, or the part of the title that the domain carries', () => {
    expect(page('<meta property="og:site_name" content="Brightpath">').names).toEqual([
      'Brightpath',
    ]);
    expect(page('<title>Warehouse robots that pay | Brightpath</title>').names).toEqual([
      'Brightpath',
    ]);
    expect(page('<title>Home</title>').names).toEqual([]);
  });
});

describe('the company number', () => {
  it.each([
    ['Registered in England and Wales No. 01234567', ['01234567']],
    ['Registered in England & Wales, company number 1234567.', ['01234567']],
    ['Company number: SC123456', ['SC123456']],
    ['Company Registration No: NI012345', ['NI012345']],
    ['Registered in Scotland SC 123456', ['SC123456']],
    ['Registered Number 09000001. VAT number GB 123 4567 89', ['09000001']],
    ['Incorporated in England under company registration number 09000001', ['09000001']],
    ['registered with Companies House (09000001)', ['09000001']],
    ['Company no. 09000001 (registered in England)', ['09000001']],
    ['OC301234 registered in England and Wales', ['OC301234']],
    ['Acme Limited (formerly Zenith Limited). Reg. No. 09000001 England.', ['09000001']],
    ['Reg No: 9000001, in Scotland', ['09000001']],
    [
      'Acme Ltd (company number 09000001) and Acme Group plc (company number 09000002)',
      ['09000001', '09000002'],
    ],
  ])('is read from “%s”', (text, numbers) => {
    expect(companyNumbersIn(text)).toEqual(numbers);
  });

  it.each([
    'VAT registration number 12345678',
    'Registered charity number 1234567',
    'Call us on 0113 4960000',
    'FCA registered number 123456',
    'Company number 123',
    'Order number 12345678',
    'Charity Reg. No. 1234567 England',
    'VAT Reg No 12345678 England',
    'Reg. No. 12345678 France',
    'Vehicle reg no 1234567',
    'Registered in England since 1999',
  ])('is not read from “%s”', (text) => {
    expect(companyNumbersIn(text)).toEqual([]);
  });

  it('is found across elements of the footer', () => {
    const html =
      '<footer><p>Registered in England and Wales</p><p>No. <b>09000001</b></p></footer>';
    expect(page(html).registrationNumbers).toEqual(['09000001']);
  });

  it('takes no time on text made to slow the search down', () => {
    const hostile = [
      'company reg '.repeat(20_000),
      `registered in england ${'#'.repeat(190_000)}`,
      'no.'.repeat(60_000),
    ];
    for (const text of hostile) expect(companyNumbersIn(text)).toEqual([]);
  });
});

describe('what a visitor cannot see', () => {
  it.each([
    ['a comment', '<!-- Company number: 09000001 -->'],
    ['a script', '<script>"Company number: 09000001"</script>'],
    ['a hidden element', '<div hidden>Company number: 09000001</div>'],
    [
      'an undisplayed element',
      '<div style="color:red; display : none">Company number: 09000001</div>',
    ],
    ['invisible text', '<p style="visibility:hidden">Company number: 09000001</p>'],
    ['text of no size', '<p style="font-size:0px">Company number: 09000001</p>'],
    ['transparent text', '<p style="opacity:0">Company number: 09000001</p>'],
    ['a template', '<template>Company number: 09000001</template>'],
    ['text for screens without scripts', '<noscript>Company number: 09000001</noscript>'],
    ['a hidden link', '<a style="display:none" href="https://jobs.lever.co/evil">Careers</a>'],
  ])('%s does not count', (_what, html) => {
    expect(page(html)).toMatchObject({ registrationNumbers: [], boards: [] });
  });

  it('zero-width and control characters are gone from what is kept', () => {
    const found = page('<meta name="description" content="Ro\u200bbots\u202e for\u0007 all">');
    expect(found.description).toBe('Robots for all');
  });
});

describe('careers', () => {
  it('prefers the page whose path says so, on the company’s own site', () => {
    const html = `<a href="/blog/our-jobs-report">Jobs report</a>
      <a href="https://careers.brightpath.co.uk/careers#open">Careers</a>
      <a href="https://other.com/careers">Careers at Other</a>`;
    expect(page(html).careersUrl).toBe('https://careers.brightpath.co.uk/careers');
  });

  it('finds boards behind careers links, in frames and scripts', () => {
    const html = `<a href="https://jobs.lever.co/brightpath">We’re hiring</a>
      <iframe src="https://boards.greenhouse.io/embed/job_board?for=brightpath"></iframe>
      <script src="https://jobs.ashbyhq.com/brightpath/embed?version=2"></script>`;
    expect(page(html).boards.map(({ board, careers }) => [board.system, careers])).toEqual([
      ['greenhouse', true],
      ['ashby', true],
      ['lever', true],
    ]);
  });

  it('does not take links of other schemes', () => {
    expect(
      page('<a href="javascript:alert(1)">Careers</a><a href="mailto:jobs@x.co">Jobs</a>')
        .careersUrl,
    ).toBeNull();
  });
});

describe('which board is the company’s own', () => {
  const link = (token: string, careers: boolean) => ({
    board: { system: 'lever' as const, token },
    careers,
  });
  const choose = (...links: ReturnType<typeof link>[]) =>
    chooseBoards(links, 'brightpath.co.uk', ['Brightpath Robotics']);

  it('the only one behind a careers link, whatever its name', () => {
    expect(choose(link('bp-group', true)).boards).toHaveLength(1);
  });

  it('a link that does not speak of careers needs an agreeing name', () => {
    expect(choose(link('othercorp', false))).toEqual({ boards: [], unclear: true });
    expect(choose(link('brightpath', false)).boards).toHaveLength(1);
  });

  it('of several, those with an agreeing name', () => {
    const { boards } = choose(
      link('othercorp', true),
      link('brightpathrobotics', true),
      link('partner', true),
    );
    expect(boards.map(({ token }) => token)).toEqual(['brightpathrobotics']);
    expect(choose(link('one', true), link('two', true))).toEqual({ boards: [], unclear: true });
  });

  it('none linked is not unclear', () => {
    expect(choose()).toEqual({ boards: [], unclear: false });
  });
});

describe('technologies', () => {
  it('are read from script hosts, headers and the generator', () => {
    const html = `<meta name="generator" content="WordPress 6.9">
      <script src="//js.hs-scripts.com/123.js"></script>
      <script src="https://www.googletagmanager.com/gtm.js?id=GTM-1"></script>
      <iframe src="https://calendly.com/brightpath"></iframe>`;
    expect(page(html, { 'cf-ray': '8a1' }).technologies.map(({ name }) => name)).toEqual([
      'HubSpot',
      'Google Tag Manager',
      'Calendly',
      'WordPress',
      'Cloudflare',
    ]);
  });

  it('a link to a vendor, or a host that only ends like one, is no trace', () => {
    const html =
      '<a href="https://calendly.com/x">Book</a><script src="https://nothubspot-hs-scripts.com/x.js"></script>';
    expect(page(html).technologies).toEqual([]);
  });
});

describe('facts of a website', () => {
  const facts = (html: string) =>
    siteEvidence({
      domain: 'brightpath.co.uk',
      redirectedTo: null,
      url,
      page: page(html),
      retrievedAt: '2026-11-20T09:00:00.000Z',
    });

  it('are complete, valid and stable', () => {
    const found = facts(
      `<script type="application/ld+json">${JSON.stringify({ ...organization, industry: 'Robotics' })}</script>
       <script src="https://js.hs-scripts.com/1.js"></script>`,
    );
    for (const item of found) expect(evidence.safeParse(item).error).toBeUndefined();
    expect(found.map(({ id, text }) => [id, text])).toEqual([
      [
        'website:website:brightpath.co.uk',
        'The site names itself “Brightpath Robotics”. It says: “Warehouse robots for mid-size retailers.” Founded: 2015-03-02.',
      ],
      ['website:industry:brightpath.co.uk', 'The site states its industry as Robotics.'],
      ['website:location:brightpath.co.uk', 'The site gives an address in Leeds, United Kingdom.'],
      ['website:headcount:brightpath.co.uk', 'The site states 51 to 200 employees.'],
      [
        'website:technology:brightpath.co.uk-hubspot',
        'The site has set up HubSpot (marketing automation).',
      ],
    ]);
  });

  it('an empty page gives none', () => {
    expect(facts('')).toEqual([]);
  });

  it('stay within their limits whatever the page says', () => {
    const long = 'Robots '.repeat(5_000);
    const found = facts(
      `<script type="application/ld+json">${JSON.stringify({ ...organization, name: long, description: long, industry: long })}</script>`,
    );
    for (const item of found) expect(evidence.safeParse(item).error).toBeUndefined();
  });
});
