import { describe, expect, it } from 'vitest';
import { decide } from '../../shared/decide.ts';
import type { Evidence } from '../../shared/evidence/evidence.ts';
import { horizonDays, maxPerType } from '../../shared/signals/signals.ts';
import { daysAgo, event, evidenceOf, filing, inputOf } from './support/evidence.ts';

function signals(...evidence: Evidence[]) {
  return decide(inputOf(evidence)).signals;
}

describe('signals', () => {
  it('need evidence: none without any', () => {
    expect(signals()).toEqual([]);
  });

  it('tell hiring with the numbers of the board and nothing else', () => {
    expect(signals(evidenceOf('open-jobs'))).toEqual([
      {
        id: 'hiring:greenhouse:open-jobs:1',
        type: 'hiring',
        polarity: 'positive',
        title: 'Hiring: 14 open roles (Greenhouse), 3 of them senior',
        priority: 'high',
        confidence: 'high',
        date: daysAgo(3),
        evidenceIds: ['greenhouse:open-jobs:1'],
      },
    ]);
  });

  it('give more, fresher and more senior posts more priority', () => {
    const few = evidenceOf('open-jobs', { total: 1, seniorRoles: 0, publishedLast30Days: 0 });
    const stale = evidenceOf('open-jobs', few.value, { daysAgo: 80 });
    expect(signals(few)[0]?.priority).toBe('medium');
    expect(signals(stale)[0]?.priority).toBe('medium');
    expect(signals(evidenceOf('open-jobs'))[0]?.priority).toBe('high');
  });

  it('are silent about an empty board', () => {
    expect(signals(evidenceOf('open-jobs', { total: 0 }))).toEqual([]);
  });

  it('tell expansion when the posts are in several countries', () => {
    const board = evidenceOf('open-jobs', { countries: ['GB', 'DE'] });
    expect(signals(board).map(({ type, title }) => [type, title])).toContainEqual([
      'expansion',
      'Hiring in several countries: Germany and United Kingdom',
    ]);
  });

  it.each([
    ['capital', 'SH01', 'funding', 'Raised capital (share issue); round not stated'],
    ['officers', 'AP01', 'leadership-change', 'Officer appointed, as filed at the register'],
    ['officers', 'TM01', 'leadership-change', 'Officer left, as filed at the register'],
    ['mortgage', 'MR01', 'filing', 'Charge registered (secured borrowing)'],
    ['address', 'AD01', 'filing', 'Change of registered office filed'],
  ])('read a filing %s %s as %s', (category, form, type, title) => {
    expect(signals(filing(category, form, 20))).toMatchObject([{ type, title }]);
  });

  it.each([
    ['capital', 'SH03'],
    ['officers', 'CH01'],
    ['mortgage', 'MR04'],
    ['accounts', 'AA'],
    ['confirmation-statement', 'CS01'],
  ])('read nothing into a filing %s %s', (category, form) => {
    expect(signals(filing(category, form, 20))).toEqual([]);
  });

  it('merge evidence of the same fact into one signal with all ids', () => {
    const news = ['a', 'b'].map((id) =>
      evidenceOf('announcement', { topic: 'funding', title: 'Kestrel raises money' }, { id }),
    );
    expect(signals(...news)).toMatchObject([
      { title: 'Funding announced: Kestrel raises money', evidenceIds: ['a', 'b'] },
    ]);
  });

  it('keep at most three of one type, the newest', () => {
    const changes = [10, 20, 30, 40, 50].map((days) => filing('officers', 'AP01', days));
    const found = signals(...changes);
    expect(found).toHaveLength(maxPerType);
    expect(found.map(({ date }) => date)).toEqual(
      changes.slice(0, 3).map(({ observedAt }) => observedAt),
    );
  });

  it('drop out after their horizon, except states of the register', () => {
    const days = horizonDays.hiring;
    expect(signals(evidenceOf('open-jobs', {}, { daysAgo: days }))).toHaveLength(1);
    expect(signals(evidenceOf('open-jobs', {}, { daysAgo: days + 1 }))).toEqual([]);
    const overdue = evidenceOf('accounts', { overdue: true }, { daysAgo: 5000 });
    expect(signals(overdue)).toMatchObject([{ type: 'overdue-accounts', polarity: 'negative' }]);
  });

  it('put warnings first', () => {
    const found = signals(event('reply', 1), evidenceOf('accounts', { overdue: true }));
    expect(found.map(({ type }) => type)).toEqual(['overdue-accounts', 'engagement']);
  });

  it('claim a page that shows intent only from evidence of that page', () => {
    expect(signals(event('page-view', 1)).map(({ type }) => type)).toEqual(['engagement']);
    expect(signals(evidenceOf('page-intent'))).toMatchObject([
      { type: 'website-intent', title: 'Visited the pricing page' },
    ]);
  });

  it.each([
    [{ status: 'dissolved' }, 'dissolved', 'The company is dissolved'],
    [{ status: 'administration' }, 'insolvency', 'The company is in administration'],
    [
      { strikeOffProposed: true },
      'strike-off',
      'Striking the company off the register has been proposed',
    ],
  ])('warn of a register entry %o', (change, type, title) => {
    expect(signals(evidenceOf('registration', change))).toMatchObject([
      { type, title, polarity: 'negative', priority: 'high' },
    ]);
  });

  it('tell a past insolvency as past', () => {
    const past = evidenceOf('insolvency', { inHistory: true });
    expect(signals(evidenceOf('registration'), past)).toMatchObject([
      { type: 'insolvency', title: 'Insolvency in the company’s history' },
    ]);
  });
});
