import { describe, expect, it } from 'vitest';
import { crmCoverage, crmEvidence } from '../../server/research/providers/crm-engagement.ts';
import { sourceCoverage } from '../../shared/contract/v1.ts';
import { evidence, evidenceOfKind } from '../../shared/evidence/evidence.ts';
import { type CrmRecordParts, crmRecord } from './support/crm-record.ts';

const now = '2026-11-20T09:00:00.000Z';
const settings = { intentPages: [{ path: '/pricing', page: 'pricing' }] };

function evidenceOf(parts: CrmRecordParts) {
  const found = crmEvidence(crmRecord(parts), 'hubspot', now, settings);
  for (const item of found) expect(evidence.safeParse(item).error).toBeUndefined();
  return found;
}

describe('what the CRM knows of the company', () => {
  it('becomes facts on the word of the CRM', () => {
    const found = evidenceOf({
      company: {
        industry: 'COMPUTER_SOFTWARE',
        employees: 120,
        annualRevenue: 5_000_000,
        country: 'United Kingdom',
        city: 'Leeds',
      },
      updatedAt: '2026-10-01T00:00:00Z',
    });
    expect(found.map(({ kind, value, text }) => ({ kind, value, text }))).toEqual([
      {
        kind: 'industry',
        value: { scheme: 'crm', code: null, name: 'Computer software' },
        text: 'HubSpot records the industry as Computer software.',
      },
      {
        kind: 'headcount',
        value: { minimum: 120, maximum: 120, basis: 'crm' },
        text: 'HubSpot records 120 employees.',
      },
      {
        kind: 'revenue',
        value: { amount: 5_000_000, currency: null, basis: 'crm' },
        text: 'HubSpot records an annual revenue of 5,000,000.',
      },
      {
        kind: 'location',
        value: { country: 'GB', region: null, locality: 'Leeds' },
        text: 'HubSpot places the company in Leeds, United Kingdom.',
      },
    ]);
    expect(new Set(found.map(({ observedAt }) => observedAt))).toEqual(
      new Set(['2026-10-01T00:00:00.000Z']),
    );
    expect(found.every(({ source }) => source.type === 'crm' && source.recordId === '501')).toBe(
      true,
    );
  });

  it('keeps a true zero and leaves out what is unknown', () => {
    const found = evidenceOf({ company: { annualRevenue: 0, employees: null, country: 'Narnia' } });
    expect(found.map(({ kind }) => kind)).toEqual(['revenue']);
  });
});

describe('what people did', () => {
  it('becomes one dated piece of evidence for each kind of event', () => {
    const found = evidenceOf({
      engagement: {
        lastReplyAt: '2026-11-18T10:00:00Z',
        lastMeetingAt: '2026-11-10T10:00:00Z',
        lastFormAt: '2026-11-01T10:00:00Z',
        formSubmissions: 2,
        lastFormName: 'Request a demo',
        lastClickAt: '2026-10-30T10:00:00Z',
        lastVisitAt: '2026-11-19T08:30:00Z',
        pageViews: 14,
        lastPagePath: '/blog/robots',
      },
    });
    expect(
      evidenceOfKind(found, 'engagement').map((item) => [item.value, item.observedAt, item.text]),
    ).toEqual([
      [
        { event: 'reply', count: null, detail: null },
        '2026-11-18T10:00:00.000Z',
        'Replied to an e-mail on 2026-11-18 (HubSpot).',
      ],
      [
        { event: 'meeting', count: null, detail: null },
        '2026-11-10T10:00:00.000Z',
        'Had a meeting on 2026-11-10 (HubSpot).',
      ],
      [
        { event: 'form', count: 2, detail: 'Request a demo' },
        '2026-11-01T10:00:00.000Z',
        'Submitted the form “Request a demo” on 2026-11-01, 2 form submissions in all (HubSpot).',
      ],
      [
        { event: 'click', count: null, detail: null },
        '2026-10-30T10:00:00.000Z',
        'Clicked a link in an e-mail on 2026-10-30 (HubSpot).',
      ],
      [
        { event: 'page-view', count: 14, detail: '/blog/robots' },
        '2026-11-19T08:30:00.000Z',
        'Visited the website on 2026-11-19, 14 page views in all (HubSpot).',
      ],
    ]);
  });

  it('has ids that stay the same when the event happens again', () => {
    const ids = (lastReplyAt: string) =>
      evidenceOf({ engagement: { lastReplyAt } }).map(({ id }) => id);
    expect(ids('2026-11-18T10:00:00Z')).toEqual(ids('2026-11-19T10:00:00Z'));
    expect(ids('2026-11-18T10:00:00Z')).toEqual(['hubspot:engagement:contact-501-reply']);
  });

  it('counts a meeting in the future as booked, and no other event of the future', () => {
    const found = evidenceOf({
      engagement: { lastMeetingAt: '2026-12-01T10:00:00Z', lastReplyAt: '2026-12-01T10:00:00Z' },
    });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      observedAt: now,
      value: { event: 'meeting', bookedFor: '2026-12-01' },
      text: 'A meeting is booked for 2026-12-01 (HubSpot).',
    });
  });

  it('does not take text that is no date for one', () => {
    expect(evidenceOf({ engagement: { lastReplyAt: 'yesterday-ish', lastVisitAt: '' } })).toEqual(
      [],
    );
  });

  it('never carries a person’s name or address', () => {
    const found = evidenceOf({
      person: { email: 'ann@acme.com', jobTitle: 'Head of IT' },
      engagement: {
        lastVisitAt: '2026-11-19T08:30:00Z',
        lastPagePath: '/unsubscribe/ann@acme.com',
        lastReplyAt: '2026-11-18T10:00:00Z',
      },
    });
    expect(found.length).toBeGreaterThan(0);
    expect(JSON.stringify(found)).not.toMatch(/ann|acme\.com/i);
  });
});

describe('intent', () => {
  const visit = (
    lastPagePath: string | null,
    lastVisitAt: string | null = '2026-11-19T08:30:00Z',
  ) => evidenceOfKind(evidenceOf({ engagement: { lastPagePath, lastVisitAt } }), 'page-intent');

  it.each(['/pricing', '/pricing/', '/Pricing/teams', '/pricing?plan=pro'])(
    'is claimed for the last page %s',
    (path) => {
      expect(visit(path)).toMatchObject([
        { value: { page: 'pricing' }, observedAt: '2026-11-19T08:30:00.000Z' },
      ]);
    },
  );

  it.each(['/pricing-policy', '/blog/pricing', '/', null])('is not claimed for %s', (path) => {
    expect(visit(path)).toEqual([]);
  });

  it('is not claimed without the date of the visit', () => {
    expect(visit('/pricing', null)).toEqual([]);
  });
});

describe('silence', () => {
  it('is a fact only when the CRM was watching', () => {
    const silent = { observed: true, observedSince: '2026-01-05T00:00:00Z' };
    expect(evidenceOf({ engagement: silent })).toMatchObject([
      { kind: 'no-engagement', value: { since: '2026-01-05' } },
    ]);
    expect(evidenceOf({ engagement: { ...silent, observed: false } })).toEqual([]);
  });

  it('starts when the person was contacted, if nothing else is known', () => {
    expect(
      evidenceOf({ engagement: { observed: true, lastContactedAt: '2026-09-01T00:00:00Z' } }),
    ).toMatchObject([{ value: { since: '2026-09-01' } }]);
    expect(evidenceOf({ engagement: { observed: true } })).toEqual([]);
  });

  it.each([
    ['a reply', { lastReplyAt: '2026-11-18T10:00:00Z' }],
    ['a booked meeting', { lastMeetingAt: '2026-12-18T10:00:00Z' }],
    ['counted page views without a date', { pageViews: 3 }],
  ])('is not claimed after %s', (_what, event) => {
    const found = evidenceOf({
      engagement: { observed: true, observedSince: '2026-01-05T00:00:00Z', ...event },
    });
    expect(evidenceOfKind(found, 'no-engagement')).toEqual([]);
  });
});

describe('what the CRM counted of a company’s interest', () => {
  const counted = { days: 30, visitors: 3, pageViews: 11, signals: null, latestSignalAt: null };

  it('is evidence with its number of days', () => {
    const [found] = evidenceOfKind(evidenceOf({ interest: counted }), 'intent');
    expect(found).toMatchObject({
      value: { days: 30, visitors: 3, pageViews: 11, signals: null },
      source: { type: 'crm', provider: 'hubspot' },
      text: 'HubSpot counted 3 visitors, 11 page views of this company in the last 30 days.',
    });
  });

  it('is dated by the latest signal where there is one', () => {
    const latestSignalAt = '2026-11-02T08:00:00Z';
    const found = evidenceOf({ interest: { ...counted, signals: 2, latestSignalAt } });
    expect(evidenceOfKind(found, 'intent')).toMatchObject([
      {
        observedAt: '2026-11-02T08:00:00.000Z',
        text: expect.stringContaining('2 signals of interest'),
      },
    ]);
  });

  it('is not there where the CRM counts nothing', () => {
    expect(evidenceOfKind(evidenceOf({}), 'intent')).toEqual([]);
  });

  it('comes with the technologies that the CRM lists', () => {
    const found = evidenceOf({ webTechnologies: ['google_tag_manager', 'HubSpot', ''] });
    expect(
      evidenceOfKind(found, 'technology').map(({ value, text }) => [value.name, text]),
    ).toEqual([
      [
        'Google Tag Manager',
        'HubSpot lists Google Tag Manager among the company’s web technologies.',
      ],
      ['HubSpot', 'HubSpot lists HubSpot among the company’s web technologies.'],
    ]);
  });
});

describe('the CRM among the sources', () => {
  const told = (part: Parameters<typeof evidenceOf>[0]) => {
    const { status, detail } = sourceCoverage.parse(crmCoverage('hubspot', evidenceOf(part)));
    return [status, detail];
  };

  it('says how many kinds of reaction it knows', () => {
    expect(told({ engagement: { lastReplyAt: '2026-11-18T10:00:00Z' } })).toEqual([
      'found',
      '1 kind of reaction is on record.',
    ]);
  });

  it('tells silence while it was watching from holding no record', () => {
    const observedSince = '2026-01-05T00:00:00Z';
    expect(told({ engagement: { observed: true, observedSince } })).toEqual([
      'found',
      'It was watching, and nobody reacted.',
    ]);
    expect(told({})).toEqual(['empty', 'It holds no record of what people did.']);
  });
});
