import { describe, expect, it } from 'vitest';
import type { SiteFinding, SiteIdentity } from '../../server/research/matching/findings.ts';
import { decideMatch, type Findings } from '../../server/research/matching/match.ts';
import type { RegisterEntry } from '../../server/research/matching/register-score.ts';
import type { ResearchSubject } from '../../server/research/provider.ts';
import { companyMatch } from '../../shared/company/match.ts';

const subject = (part: Partial<ResearchSubject>): ResearchSubject => ({
  domain: null,
  name: null,
  country: null,
  city: null,
  postcode: null,
  registrationNumber: null,
  picked: false,
  ...part,
});

const entry = (legalName: string, part: Partial<RegisterEntry> = {}): RegisterEntry => ({
  number: '09000001',
  legalName,
  previousNames: [],
  status: 'active',
  locality: null,
  postcode: null,
  country: 'GB',
  ...part,
});

const site = (names: string[], part: Partial<SiteIdentity> = {}): SiteFinding => ({
  state: 'read',
  identity: {
    names,
    registrationNumbers: [],
    postcode: null,
    locality: null,
    country: null,
    redirectedTo: null,
    ...part,
  },
});

function decide(findings: Partial<Findings> & { subject: ResearchSubject }) {
  const decision = decideMatch({
    site: { state: 'no-domain' },
    register: [],
    registerAnswered: true,
    threshold: 0.7,
    ...findings,
  });
  expect(companyMatch.safeParse(decision.match).error).toBeUndefined();
  return decision;
}

function confidence(findings: Partial<Findings> & { subject: ResearchSubject }): number {
  const { match } = decide(findings);
  if (match.status === 'matched') return match.company.confidence;
  return match.status === 'ambiguous' ? (match.candidates[0]?.confidence ?? 0) : 0;
}

describe('what is enough', () => {
  it('the number on the company’s own site and an agreeing name: .98', () => {
    const decision = decide({
      subject: subject({ domain: 'brightpath.co.uk', name: 'Brightpath Robotics' }),
      site: site(['Brightpath Robotics'], { registrationNumbers: ['09000001'] }),
      register: [entry('BRIGHTPATH ROBOTICS LIMITED', { locality: 'London' })],
    });
    expect(decision).toMatchObject({
      useSite: true,
      registrationNumber: '09000001',
      match: { status: 'matched', company: { confidence: 0.98, domain: 'brightpath.co.uk' } },
    });
  });

  it('the number in the record and an agreeing name', () => {
    const found = decide({
      subject: subject({ name: 'Acme', registrationNumber: '09000001' }),
      register: [entry('ACME LTD')],
    });
    expect(found.registrationNumber).toBe('09000001');
  });

  it('a domain whose site names itself as the record does, without any register entry', () => {
    const decision = decide({
      subject: subject({ domain: 'acme.de', name: 'Acme' }),
      site: site(['Acme GmbH']),
    });
    expect(decision).toMatchObject({ useSite: true, registrationNumber: null });
    expect(decision.match.status).toBe('matched');
  });

  it('a domain alone, when the record names no company', () => {
    expect(
      decide({ subject: subject({ domain: 'acme.com' }), site: site(['Acme']) }).match.status,
    ).toBe('matched');
  });

  it.each([
    ['the same name and postcode', { postcode: 'LS1 4AP' }, { postcode: 'ls14ap' }],
    ['the same name and town', { city: 'Leeds' }, { locality: 'LEEDS' }],
    ['the same name and the whole name as domain', { domain: 'saltworks.co.uk' }, {}],
  ])('%s', (_what, record, registered) => {
    const decision = decide({
      subject: subject({ name: 'Saltworks', ...record }),
      site: { state: 'domain' in record ? 'unknown' : 'no-domain' },
      register: [entry('SALTWORKS LIMITED', registered)],
    });
    expect(decision.registrationNumber).toBe('09000001');
  });

  it('a rebrand: the record has the name the register lists as previous', () => {
    const decision = decide({
      subject: subject({ name: 'Oldname Systems', postcode: 'LS1 4AP' }),
      register: [
        entry('NEWBRAND TECHNOLOGY LTD', {
          previousNames: ['OLDNAME SYSTEMS LIMITED'],
          postcode: 'LS1 4AP',
        }),
      ],
    });
    expect(decision.registrationNumber).toBe('09000001');
  });

  it('what a person picked, whatever else speaks against it', () => {
    const decision = decide({
      subject: subject({ name: 'Acme', registrationNumber: '09000001', picked: true }),
      register: [entry('QUITE ANOTHER NAME LTD', { status: 'dissolved' })],
    });
    expect(decision.match).toMatchObject({ status: 'matched', company: { confidence: 1 } });
  });
});

describe('what is not enough', () => {
  it.each<[string, Partial<ResearchSubject>, SiteFinding, RegisterEntry]>([
    ['the same name alone', {}, { state: 'no-domain' }, entry('ACME LTD')],
    [
      'the same name in another town',
      { city: 'Leeds', domain: 'acme.co.uk' },
      { state: 'unknown' },
      entry('ACME LTD', { locality: 'Truro' }),
    ],
    [
      'the holding at the same postcode',
      { postcode: 'LS1 4AP' },
      { state: 'no-domain' },
      entry('ACME HOLDINGS LTD', { postcode: 'LS1 4AP' }),
    ],
    [
      'the group company of a subsidiary',
      { domain: 'acme.com', city: 'Leeds' },
      { state: 'unknown' },
      entry('ACME GROUP PLC', { locality: 'Leeds' }),
    ],
    [
      'the UK twin of a German company',
      { domain: 'acme.de', country: 'DE' },
      { state: 'unknown' },
      entry('ACME LTD'),
    ],
    [
      'the UK twin behind a German domain, no country given',
      { domain: 'acme.de' },
      { state: 'unknown' },
      entry('ACME LTD'),
    ],
    [
      'a dissolved company of the same name in the same town',
      { city: 'Leeds' },
      { state: 'no-domain' },
      entry('ACME LTD', { locality: 'Leeds', status: 'dissolved' }),
    ],
    [
      'another name at the same postcode',
      { postcode: 'LS1 4AP' },
      { state: 'no-domain' },
      entry('BRIGHT BAKERY LTD', { postcode: 'LS1 4AP' }),
    ],
    [
      'a number in the record whose entry has another name',
      { registrationNumber: '09000001' },
      { state: 'no-domain' },
      entry('BRIGHT BAKERY LTD'),
    ],
  ])('%s', (_what, record, finding, registered) => {
    const decision = decide({
      subject: subject({ name: 'Acme', ...record }),
      site: finding,
      register: [registered],
    });
    expect(decision.registrationNumber).toBeNull();
    expect(decision.match.status).not.toBe('matched');
  });

  it('a site that names somebody else: an agency’s domain on a client’s record', () => {
    const decision = decide({
      subject: subject({ domain: 'pixelhouse.com', name: 'Acme Robotics' }),
      site: site(['Pixelhouse Studio']),
    });
    expect(decision).toMatchObject({ useSite: false, match: { status: 'ambiguous' } });
  });

  it('a domain that now leads elsewhere under another name', () => {
    const decision = decide({
      subject: subject({ domain: 'acme.com', name: 'Acme' }),
      site: site(['Megacorp'], { redirectedTo: 'megacorp.com' }),
    });
    expect(decision.match.status).toBe('ambiguous');
  });

  it('the number of a group company on a subsidiary’s site: the site counts, the entry does not', () => {
    const decision = decide({
      subject: subject({ domain: 'acmerobotics.com', name: 'Acme Robotics' }),
      site: site(['Acme Robotics'], { registrationNumbers: ['09000001'] }),
      register: [entry('OMNICORP HOLDINGS PLC')],
    });
    expect(decision).toMatchObject({ useSite: true, registrationNumber: null });
    expect(decision.registerDoubt).toContain('60%');
  });

  it('several numbers on one site need the exact name', () => {
    const decision = decide({
      subject: subject({ domain: 'acme.com', name: 'Acme' }),
      site: site(['Acme'], { registrationNumbers: ['09000001', '09000002'] }),
      register: [
        entry('ACME GROUP PLC', { number: '09000001' }),
        entry('ACME LTD', { number: '09000002' }),
      ],
    });
    expect(decision.registrationNumber).toBe('09000002');
  });

  it('the words of a site that is not the company’s own', () => {
    const decision = decide({
      subject: subject({ domain: 'pixelhouse.com', name: 'Acme Robotics' }),
      site: site(['Pixelhouse'], { registrationNumbers: ['09000001'] }),
      register: [entry('PIXELHOUSE LTD')],
    });
    expect(decision).toMatchObject({ useSite: false, registrationNumber: null });
  });
});

describe('too close to call', () => {
  const twins = [
    entry('ACME LTD', { number: '09000001', locality: 'Leeds' }),
    entry('ACME LIMITED', { number: '09000002', locality: 'Leeds' }),
  ];

  it('two entries that fit equally are shown as candidates', () => {
    const { match } = decide({
      subject: subject({ name: 'Acme', city: 'Leeds' }),
      register: twins,
    });
    expect(match).toMatchObject({
      status: 'ambiguous',
      reason: 'Two companies fit about equally well. Pick the right one.',
      candidates: [
        { registration: { number: '09000001' } },
        { registration: { number: '09000002' } },
      ],
    });
  });

  it('with a sure site the company is matched, and no entry is used', () => {
    const decision = decide({
      subject: subject({ name: 'Acme', city: 'Leeds', domain: 'acme.com' }),
      site: site(['Acme']),
      register: twins,
    });
    expect(decision).toMatchObject({
      match: { status: 'matched', company: { registration: null } },
      registerDoubt: 'two entries fit about equally well',
    });
  });

  it('a tenant may ask for less', () => {
    const findings = { subject: subject({ name: 'Acme' }), register: [entry('ACME LTD')] };
    expect(decide(findings).match.status).toBe('ambiguous');
    expect(decide({ ...findings, threshold: 0.5 }).match.status).toBe('matched');
  });

  it('at most five candidates, the best first', () => {
    const register = [1, 2, 3, 4, 5, 6, 7].map((n) =>
      entry('ACME LTD', { number: `0900000${n}`, locality: n === 7 ? 'Leeds' : 'Truro' }),
    );
    const { match } = decide({
      subject: subject({ name: 'Acme', city: 'Leeds' }),
      register,
      threshold: 0.9,
    });
    expect(match.status === 'ambiguous' && match.candidates).toHaveLength(5);
    expect(match).toMatchObject({
      candidates: [{ registration: { number: '09000007' } }, {}, {}, {}, {}],
    });
  });
});

describe('nothing found', () => {
  it('says what to do next', () => {
    const { match } = decide({ subject: subject({ name: 'Acme' }) });
    expect(match).toMatchObject({ status: 'none', code: 'not-found' });
    const gone = decide({
      subject: subject({ domain: 'acme.com', name: 'Acme' }),
      site: { state: 'missing' },
    });
    expect(gone.match).toMatchObject({
      code: 'not-found',
      reason: expect.stringContaining('acme.com'),
    });
  });

  it('claims nothing about a register that did not answer', () => {
    const reason = (findings: Partial<Findings> & { subject: ResearchSubject }) => {
      const { match } = decide({ ...findings, registerAnswered: false });
      return match.status === 'none' ? match.reason : '';
    };
    expect(reason({ subject: subject({ name: 'Acme' }) })).toBe(
      "No public source could be asked about Acme: there is no web domain to read, and no company register answered. Add the company's web domain and try again.",
    );
    const domain = subject({ name: 'Acme', domain: 'acme.com' });
    expect(reason({ subject: domain, site: { state: 'missing' } })).not.toMatch(/register/);
  });
});

describe('confidence', () => {
  it('falls when the register says the company is dissolved, and still shows it by number', () => {
    const record = subject({ name: 'Acme', registrationNumber: '09000001' });
    const active = confidence({ subject: record, register: [entry('ACME LTD')] });
    const gone = confidence({
      subject: record,
      register: [entry('ACME LTD', { status: 'dissolved' })],
    });
    expect(gone).toBeLessThan(active);
    expect(gone).toBeGreaterThan(0.7);
  });

  it('never reaches certainty without a person', () => {
    const best = confidence({
      subject: subject({ name: 'Acme', city: 'Leeds', postcode: 'LS1 4AP', domain: 'acme.com' }),
      site: site(['Acme'], { registrationNumbers: ['09000001'] }),
      register: [entry('ACME LTD', { locality: 'Leeds', postcode: 'LS1 4AP' })],
    });
    expect(best).toBe(0.98);
  });
});

describe('a company that changed its name', () => {
  const rebranded = {
    subject: subject({ name: 'Oldname Widgets', domain: 'oldname.example' }),
    site: site(['Newbrand'], {
      registrationNumbers: ['09000001'],
      redirectedTo: 'newbrand.example',
    }),
    register: [entry('NEWBRAND LIMITED', { previousNames: ['OLDNAME WIDGETS LIMITED'] })],
  };

  it('is found by its former name when the site of its old domain states its number', () => {
    expect(decide(rebranded).match).toMatchObject({
      status: 'matched',
      company: { registration: { number: '09000001' }, confidence: 0.92 },
    });
  });

  it('is not guessed when the site states another number, several numbers or none', () => {
    for (const registrationNumbers of [['09000002'], ['09000001', '09000002'], []]) {
      const found = decide({
        ...rebranded,
        site: site(['Newbrand'], { registrationNumbers, redirectedTo: 'newbrand.example' }),
      });
      expect(found.match.status).not.toBe('matched');
    }
  });

  it('is not guessed when the former name is another one', () => {
    const register = [entry('NEWBRAND LIMITED', { previousNames: ['SOMETHING ELSE LIMITED'] })];
    expect(decide({ ...rebranded, register }).match.status).not.toBe('matched');
  });
});
