import { describe, expect, it } from 'vitest';
import type { Score, StageName } from '../../shared/contract/v1.ts';
import { decide } from '../../shared/decide.ts';
import { dealDecision, taskDecision } from '../../shared/decision/automation.ts';
import type { DecisionRecord } from '../../shared/decision/decision.ts';
import { stageOf } from '../../shared/decision/stage.ts';
import type { Evidence } from '../../shared/evidence/evidence.ts';
import { evidenceSet } from '../../shared/evidence/evidence-set.ts';
import type { Signal } from '../../shared/evidence/signal.ts';
import { wordsOf } from '../../shared/language/catalogue.ts';
import { hasHiddenCharacters } from '../../shared/narrative/plain-text.ts';
import { tenantSettings } from '../../shared/tenant/settings.ts';
import {
  daysAgo,
  event,
  evidenceOf,
  inputOf,
  matched,
  now,
  profiledSettings,
  recordOf,
  registerEntries,
  strongEvidence,
} from './support/evidence.ts';

const strong: Signal = {
  id: 'hiring:x',
  type: 'hiring',
  polarity: 'positive',
  title: 'Hiring: 14 open roles (Greenhouse)',
  priority: 'high',
  confidence: 'high',
  date: daysAgo(1),
  evidenceIds: ['x'],
};

/** What automation decides on a score of exactly this value. */
function automated(
  value: number | null,
  change: {
    record?: Partial<DecisionRecord>;
    signals?: Signal[];
    confidence?: Score['confidence'];
  } = {},
) {
  const template = decide(inputOf(strongEvidence(), { settings: profiledSettings() })).score;
  const input = {
    set: evidenceSet([], now),
    settings: tenantSettings.parse({}),
    record: recordOf(change.record),
    match: matched,
    score: { ...template, value, confidence: change.confidence ?? ('medium' as const) },
    signals: change.signals ?? [],
    veto: null,
    actions: [],
  };
  return { task: taskDecision(input), deal: dealDecision(input) };
}

describe('veto', () => {
  it.each([
    ['liquidation', 'The company is in liquidation'],
    ['administration', 'The company is in administration'],
    ['receivership', 'The company is in receivership'],
    ['voluntary-arrangement', 'The company is in a voluntary arrangement'],
    ['Insolvency Proceedings', 'The company is in insolvency proceedings'],
    ['dissolved', 'The company is dissolved'],
  ])('stops everything for a company with status %s', (status, reason) => {
    const evidence = [...strongEvidence().slice(1), evidenceOf('registration', { status })];
    const decision = decide(inputOf(evidence, { settings: profiledSettings() }));
    expect(decision.veto?.reason).toContain(reason);
    expect(decision.veto?.evidenceIds).toContain('companies-house:registration:1');
    expect(decision.task).toMatchObject({ create: false, code: 'vetoed' });
    expect(decision.deal).toMatchObject({ create: false, code: 'vetoed' });
    expect(decision.stage.name).toBe('prospect');
    expect(decision.nextActions[0]?.id).toBe('check-standing');
    expect(decision.summary.sentences[0]?.text).toMatch(/^The register shows/);
  });

  it('dates an end by its day, and a state only by the day it was read', () => {
    const reason = (status: string, daysAgo: number) =>
      decide(inputOf([evidenceOf('registration', { status }, { daysAgo })])).veto?.reason;
    expect(reason('dissolved', 3)).toBe('The company is dissolved (18 November 2026).');
    expect(reason('liquidation', 0)).toBe(
      'The company is in liquidation (as of 21 November 2026).',
    );
  });

  it('names overdue accounts beside a proposed striking off', () => {
    const { veto } = decide(
      inputOf([
        evidenceOf('registration', { strikeOffProposed: true }),
        evidenceOf('accounts', { overdue: true }),
      ]),
    );
    expect(veto).toEqual({
      reason:
        'Striking the company off the register has been proposed and its accounts are overdue.',
      evidenceIds: ['companies-house:registration:1', 'companies-house:accounts:1'],
    });
  });

  it('does not follow from overdue accounts or a past insolvency alone', () => {
    const evidence = [
      evidenceOf('registration'),
      evidenceOf('accounts', { overdue: true }),
      evidenceOf('insolvency', { inHistory: true }),
    ];
    expect(decide(inputOf(evidence)).veto).toBeNull();
  });

  it('follows from recent job cuts and not from old ones', () => {
    const cuts = (days: number) =>
      evidenceOf('announcement', { topic: 'layoffs', title: 'Job cuts' }, { daysAgo: days });
    expect(decide(inputOf([cuts(20)])).veto?.evidenceIds).toEqual(['website:announcement:1']);
    expect(decide(inputOf([cuts(300)])).veto).toBeNull();
  });
});

describe('stage', () => {
  const record = recordOf();
  const says = wordsOf('en').decision.stage;
  const suggested = (score: number | null, signals: Signal[] = [], change = {}) =>
    stageOf({ record: { ...record, ...change }, score, signals, veto: null, says }).name;

  it.each([
    [null, 'prospect'],
    [0, 'prospect'],
    [39, 'prospect'],
    [40, 'lead'],
    [59, 'lead'],
    [60, 'contacted'],
    [79, 'contacted'],
    [80, 'contacted'],
  ])('a score of %s without strong signals suggests %s', (score, name) => {
    expect(suggested(score)).toBe(name);
  });

  it('takes 80 and two high-priority positive signals to qualify', () => {
    const warning: Signal = { ...strong, polarity: 'negative', type: 'overdue-accounts' };
    expect(suggested(80, [strong, strong])).toBe('qualified');
    expect(suggested(79, [strong, strong])).toBe('contacted');
    expect(suggested(80, [strong])).toBe('contacted');
    expect(suggested(80, [strong, warning])).toBe('contacted');
  });

  it('lets facts of the CRM go first', () => {
    expect(suggested(0, [], { isCustomer: true })).toBe('customer');
    expect(suggested(0, [], { openDeals: 1 })).toBe('opportunity');
  });

  const all: StageName[] = [
    'prospect',
    'lead',
    'contacted',
    'qualified',
    'opportunity',
    'customer',
  ];
  it.each(all)('never goes back behind %s', (reached) => {
    for (const score of [null, 0, 50, 70, 95]) {
      for (const field of ['crmStage', 'previousStage']) {
        const name = suggested(score, [strong, strong], { [field]: reached });
        expect(all.indexOf(name)).toBeGreaterThanOrEqual(all.indexOf(reached));
      }
    }
  });

  it('does not move a vetoed company forward', () => {
    const veto = { reason: 'The company is dissolved.', evidenceIds: ['x'] };
    expect(stageOf({ record, score: 95, signals: [strong, strong], veto, says }).name).toBe(
      'prospect',
    );
  });
});

describe('follow-up task', () => {
  it.each([
    [39, null],
    [40, 'low'],
    [59, 'low'],
    [60, 'medium'],
    [79, 'medium'],
    [80, 'high'],
  ])('a score of %i gives priority %s', (score, priority) => {
    const { task } = automated(score);
    expect(task.create ? task.priority : null).toBe(priority);
  });

  it('is due after the hours of the settings', () => {
    expect(automated(70).task).toMatchObject({ dueAt: '2026-11-23T12:00:00.000Z' });
  });

  it('follows a strong signal although the score is low or unknown', () => {
    for (const score of [10, null]) {
      expect(automated(score, { signals: [strong] }).task).toMatchObject({
        create: true,
        priority: 'low',
        reason: 'A signal has high priority: Hiring: 14 open roles (Greenhouse).',
      });
    }
  });

  it('is refused with the numbers', () => {
    expect(automated(39).task).toEqual({
      create: false,
      code: 'below-threshold',
      reason: 'The score is 39; tasks start at 40 or with a signal of high priority.',
    });
    expect(automated(null).task).toMatchObject({ create: false, code: 'unknown-score' });
  });

  it('is refused where the person objected, and no veto is made of it', () => {
    const input = inputOf(strongEvidence(), { record: recordOf({ optedOut: true }) });
    const { task, deal, veto, nextActions } = decide(input);
    expect(task).toMatchObject({ create: false, code: 'opted-out' });
    expect(deal).toMatchObject({ create: false, code: 'opted-out' });
    expect(veto).toBeNull();
    expect(nextActions[0]?.id).toBe('do-not-contact');
  });

  it('is refused where tasks are switched off', () => {
    const settings = tenantSettings.parse({ automation: { createTasks: false } });
    expect(decide(inputOf(strongEvidence(), { settings })).task).toMatchObject({
      create: false,
      code: 'switched-off',
    });
  });

  it('does not give a signal of low priority as the reason to call', () => {
    const evidence = [...registerEntries(), evidenceOf('technology', { name: 'Shopify' })];
    const { task, signals } = decide(inputOf(evidence));
    expect(signals).toMatchObject([{ type: 'technology', priority: 'low' }]);
    expect(task).toMatchObject({ create: true, subject: 'Follow up with Ada Sample' });
  });

  it('carries reasons, dates and sources in plain words', () => {
    const { task } = decide(inputOf(strongEvidence(), { settings: profiledSettings() }));
    if (!task.create) throw new Error(task.reason);
    expect(task.subject).toBe('Follow up with Ada Sample: Reply received');
    expect(task.body).toContain('- 18 November 2026: Hiring: 14 open roles (Greenhouse)');
    expect(task.body).toContain('- 19 November 2026: Reply received (HubSpot)');
    expect(task.body).toContain('1. Answer the reply.');
    expect(task.body).toMatch(/\+14 Industry fits: SIC 62012 \(18 November 2026\)/);
  });
});

describe('deal', () => {
  it('starts at the threshold and not a point earlier', () => {
    expect(automated(69).deal).toEqual({
      create: false,
      code: 'below-threshold',
      reason: 'The score is 69; deals start at 70.',
    });
    expect(automated(70).deal).toMatchObject({
      create: true,
      name: 'Kestrel Robotics Ltd – oppSpot',
      reason: 'The score is 70; deals start at 70.',
    });
  });

  it.each([
    ['open-deal', { record: { openDeals: 1 } }],
    ['customer', { record: { isCustomer: true } }],
    ['customer', { record: { crmStage: 'customer' as const } }],
    ['opted-out', { record: { optedOut: true } }],
    ['low-confidence', { confidence: 'low' as const }],
  ])('is refused with code %s', (code, change) => {
    expect(automated(95, change).deal).toMatchObject({ create: false, code });
  });

  it('waits until it is settled which company this is', () => {
    const input = inputOf(strongEvidence(), {
      settings: profiledSettings(),
      match: { status: 'none', code: 'not-found', reason: 'No company was found.' },
    });
    expect(decide(input).deal).toMatchObject({ create: false, code: 'no-match' });
  });

  it('comes about for a strong company', () => {
    const { deal, stage } = decide(inputOf(strongEvidence(), { settings: profiledSettings() }));
    expect(deal.create).toBe(true);
    expect(stage.name).toBe('qualified');
  });
});

describe('assignment', () => {
  const rule = (id: string, when: object, ownerIds: string[]) => ({ id, name: id, when, ownerIds });
  const assigned = (rules: object[], evidence: Evidence[], ownerId: string | null = null) =>
    decide(
      inputOf(evidence, {
        settings: tenantSettings.parse({ assignment: rules }),
        record: recordOf({ ownerId }),
      }),
    ).assignment;
  const german = rule('german', { countries: ['DE'] }, ['1']);
  const british = rule('british', { countries: ['gb'.toUpperCase()] }, ['2', '3']);
  const software = rule('software', { countries: ['GB'], industries: ['62'] }, ['4']);

  it('takes the first rule whose conditions all hold', () => {
    expect(assigned([german, software, british], registerEntries())).toMatchObject({
      status: 'assigned',
      ownerId: '4',
      ruleId: 'software',
    });
  });

  it('lets several owners take turns and counts none twice', () => {
    expect(assigned([british], registerEntries())).toMatchObject({
      status: 'rotation',
      ownerIds: ['2', '3'],
    });
    expect(assigned([rule('r', {}, ['5', '5'])], [])).toMatchObject({ ownerId: '5' });
  });

  it('keeps the owner the CRM has', () => {
    expect(assigned([british], registerEntries(), '77')).toMatchObject({ code: 'has-owner' });
  });

  it('leaves unknown territory unassigned and says what is missing', () => {
    expect(assigned([german, software], [])).toEqual({
      status: 'unassigned',
      code: 'unknown-territory',
      reason: 'The company’s country and industry must be known to decide.',
    });
  });

  it('passes on to a rule without conditions where nothing is known', () => {
    expect(assigned([german, rule('rest', {}, ['9'])], [])).toMatchObject({ ownerId: '9' });
  });

  it('tells no rule at all from no rule that fits', () => {
    expect(assigned([], registerEntries())).toMatchObject({
      code: 'no-rule',
      reason: 'There are no assignment rules.',
    });
    expect(assigned([german], registerEntries())).toMatchObject({
      code: 'no-rule',
      reason: 'No assignment rule fits this company.',
    });
  });
});

describe('next actions', () => {
  it('ask first which company this is', () => {
    const company = matched.status === 'matched' ? [matched.company] : [];
    const { nextActions } = decide(
      inputOf([event('reply', 1)], {
        match: {
          status: 'ambiguous',
          candidates: company,
          reason: 'Two companies have this name.',
        },
      }),
    );
    expect(nextActions[0]).toMatchObject({
      title: 'Confirm which company this is',
      reason: 'Two companies have this name.',
    });
  });

  it('are at most five, by priority, each with its reason', () => {
    const { nextActions } = decide(inputOf(strongEvidence()));
    expect(nextActions).toHaveLength(5);
    expect(nextActions[0]).toMatchObject({
      title: 'Answer the reply',
      reason: 'Reply received (19 November 2026).',
      evidenceIds: ['hubspot:engagement:reply'],
    });
  });

  it('date what happened by its day, and a state only by the day it was read', () => {
    const evidence = [evidenceOf('open-jobs', {}, { daysAgo: 0 }), event('meeting', 2)];
    const { nextActions } = decide(inputOf(evidence));
    expect(nextActions.slice(0, 2).map(({ reason }) => reason)).toEqual([
      'Meeting (19 November 2026).',
      '14 open roles (Greenhouse), 3 of them senior (as of 21 November 2026).',
    ]);
  });

  it('tell somebody who never reacted from somebody of whom nothing is known', () => {
    const contact = (...evidence: Evidence[]) =>
      decide(inputOf([...registerEntries(), ...evidence])).nextActions.find(
        ({ id }) => id === 'first-contact',
      );
    expect(contact()).toMatchObject({ title: 'Get in touch', evidenceIds: [] });
    expect(contact()?.reason).toMatch(/^The score is \d+ and no reaction is on record\.$/);
    const silent = contact(evidenceOf('no-engagement', { since: '2026-07-29' }));
    expect(silent).toMatchObject({
      title: 'Try another way to reach them',
      evidenceIds: ['hubspot:no-engagement:1'],
    });
    expect(silent?.reason).toMatch(
      /^The score is \d+ and nobody has reacted since 29 July 2026\.$/,
    );
    expect(contact(event('page-view', 400))?.reason).toMatch(
      / and no recent reaction is on record/,
    );
  });

  it('suggest no contact with a vetoed company', () => {
    const { nextActions } = decide(
      inputOf([evidenceOf('registration', { status: 'dissolved' }), event('reply', 1)]),
    );
    expect(nextActions.map(({ title }) => title)).not.toContain('Answer the reply');
  });
});

describe('odd records', () => {
  it.each([
    ['10,000 characters', 'Ö'.repeat(10_000)],
    ['right-to-left text', 'شركة الاختبار المحدودة'],
    ['emoji', '👩‍💻'.repeat(200)],
    ['hidden characters', 'Acme\u202e\u200b Ltd\u0007'],
    ['nothing', ''],
  ])('a name of %s gives texts within their limits', (_, name) => {
    const input = inputOf(strongEvidence(), {
      settings: profiledSettings(),
      record: recordOf({ name }),
      match: {
        status: 'matched',
        company: {
          domain: null,
          name,
          registration: null,
          locality: null,
          confidence: 0.9,
          reasons: ['Picked.'],
        },
      },
    });
    const { task, deal } = decide(input);
    if (!task.create || !deal.create) throw new Error('Both are expected.');
    expect(task.subject.length).toBeLessThanOrEqual(255);
    expect(deal.name.length).toBeLessThanOrEqual(120);
    expect(deal.name).toMatch(/\S – oppSpot$/);
    expect(task.subject.isWellFormed() && deal.name.isWellFormed()).toBe(true);
    expect(hasHiddenCharacters(task.subject + deal.name)).toBe(false);
  });

  it('refuses a now that is no date', () => {
    expect(() => decide(inputOf([], { now: 'soon' }))).toThrow(RangeError);
  });
});
