import * as words from 'c/oppspotWords';

const contribution = (component, overallPoints) => ({ component, overallPoints });
const score = (change) => ({
  value: 42,
  grade: 'B?',
  band: 'average',
  confidence: 'medium',
  coverage: 0.5,
  components: [{ name: 'fit' }, { name: 'growth' }],
  contributions: [contribution('growth', 12.3), contribution('fit', 30), contribution('new', -0.4)],
  modelVersion: '1',
  ...change,
});

describe('c/oppspotWords: a score', () => {
  it('says a known score with its grounds', () => {
    expect(words.scoreTitle(score())).toBe('Score 42 of 100');
    expect(words.gradeInWords(score())).toBe('Grade B?: fit B, engagement unknown');
    expect(words.groundsInWords(score())).toBe(
      'Medium confidence: rests on 50% of what the score looks for.',
    );
  });

  it('never makes a number of an unknown one', () => {
    const unknown = score({ value: null, grade: '??', band: 'unknown', contributions: [] });

    expect(words.scoreTitle(unknown)).toBe('Score unknown');
    expect(words.gradeInWords(unknown)).toBeNull();
    expect(words.confidenceInWords(unknown)).toBeNull();
    expect(words.groundsInWords(unknown)).toMatch(/there is no score/);
    expect(words.totalInWords(unknown)).toMatch(/Nothing was found/);
    expect(words.bandTheme(unknown)).toBe('slds-badge_lightest');
  });

  it('groups reasons in the order of the components, those of a newer server last', () => {
    const groups = words.reasonGroups(score());

    expect(groups.map(({ component }) => component)).toEqual(['fit', 'growth', 'new']);
    expect(groups[1].overallPoints).toBe(12.3);
  });

  it('adds reasons up, and says so where the score is something else', () => {
    expect(words.totalInWords(score())).toBe(
      'Together +41.9, rounded to a score of 42. Scoring model 1.',
    );
    expect(words.totalInWords(score({ value: 20 }))).toBe(
      'Together +41.9; the score is 20. Scoring model 1.',
    );
  });

  it.each([
    ['excellent', 'slds-theme_success'],
    ['average', 'slds-theme_warning'],
    ['below-average', 'slds-theme_error'],
  ])('colours %s', (band, theme) => {
    expect(words.bandTheme(score({ band }))).toBe(theme);
  });
});

describe('c/oppspotWords: signals and sources', () => {
  const at = '2026-11-26T12:00:00Z';
  const evidence = new Map([
    ['a', { observedAt: at, retrievedAt: at, source: { label: 'A', url: 'https://a.example/1' } }],
    ['b', { observedAt: at, retrievedAt: 'later', source: { label: 'A', url: 'javascript:x' } }],
    ['c', { observedAt: at, retrievedAt: 'later', source: { label: 'C', url: 'javascript:x' } }],
    ['d', { observedAt: at, retrievedAt: 'later', source: { label: 'D', url: null } }],
  ]);

  it('tells risks from the rest', () => {
    const tag = (polarity, priority) => words.signalTag({ polarity, priority });

    expect(tag('negative', 'high')).toEqual({
      label: 'Risk, priority: High',
      theme: 'slds-theme_error',
    });
    expect(tag('positive', 'high').theme).toBe('slds-theme_success');
    expect(tag('positive', 'low').label).toBe('Low priority');
  });

  it('names each source once, and links to web pages only', () => {
    expect(words.sourcesOf(['b', 'a', 'c', 'd', 'gone'], evidence)).toEqual([
      { label: 'A', url: 'https://a.example/1' },
      { label: 'C', url: null },
      { label: 'D', url: null },
    ]);
  });

  it('tells the day of an event from the day somebody looked', () => {
    expect(words.dateInWords(at, ['b'], evidence)).toBe('Nov 26, 2026');
    expect(words.dateInWords(at, ['a'], evidence)).toBe('as of Nov 26, 2026');
  });
});

describe('c/oppspotWords: companies', () => {
  const company = {
    name: 'STARLING LIMITED',
    locality: 'York',
    domain: 'starling.example',
    registration: { registry: 'companies-house', number: '99410009' },
    confidence: 0.55,
  };

  it('says a candidate in one line', () => {
    expect(words.candidateInWords(company)).toBe(
      'STARLING LIMITED, York · starling.example · Companies House 99410009 · 55% sure',
    );
    const bare = { ...company, name: 'a.example', domain: 'a.example', locality: null };
    expect(words.candidateInWords({ ...bare, registration: null })).toBe('a.example · 55% sure');
  });

  it('says which company was taken', () => {
    expect(words.matchInWords({ status: 'matched', company })).toBe(
      'Company: STARLING LIMITED, York (55% sure)',
    );
    expect(words.matchInWords({ status: 'ambiguous' })).toBe('Company not settled');
    expect(words.matchInWords({ status: 'none' })).toBe('No company found');
  });

  it('reads what a person typed', () => {
    expect(words.typedPick(' https://acme.com/about?x ', ' ab 123 ')).toEqual({
      domain: 'acme.com',
      registrationNumber: 'AB123',
    });
    expect(words.typedPick('', ' ')).toBeNull();
    expect(words.pickOf({ domain: null, registration: null })).toBeNull();
  });
});

describe('c/oppspotWords: plans', () => {
  const change = (field, oppspotField, decision = 'write') => ({ field, oppspotField, decision });

  it('says what applying writes and what stays', () => {
    const changes = [change('a', 'x'), change('b', 'y'), change('c', 'z', 'skip')];

    expect(words.changesInWords({ changes, task: {}, deal: null })).toBe(
      'Applying it writes 2 fields and 1 task. 1 field stays as it is.',
    );
    expect(words.changesInWords({ changes: [], task: null, deal: null })).toBe(
      'Nothing in Salesforce would change.',
    );
    expect(words.writesOf({ changes, task: {}, deal: {} })).toBe(4);
    expect(words.groupTitle('Your fields: {0}', changes)).toBe(
      'Your fields: 2 to write and 1 left as it is',
    );
  });

  it('tells the package’s fields from the org’s, with and without namespace', () => {
    const { own, oppspot } = words.groupsOf([
      change('Industry', 'industry'),
      change('oppspot__Score_Confidence__c', 'score_confidence'),
      change('Score__c', 'score'),
      change('Their_Score__c', 'score'),
    ]);

    expect(own.map(({ field }) => field)).toEqual(['Industry', 'Their_Score__c']);
    expect(oppspot).toHaveLength(2);
  });

  it.each([
    [null, undefined, 'empty'],
    ['', undefined, 'empty'],
    [true, undefined, 'Yes'],
    [false, undefined, 'No'],
    [2015, 'founded', '2015'],
    ['high', 'score_confidence', 'High'],
    ['2026-11-26T20:00:00Z', 'last_enriched_at', expect.stringContaining('Nov 26, 2026')],
    ['005A', 'owner', 'Imogen Vale'],
    ['005B', 'owner', 'Owner 005B'],
    ['x'.repeat(130), 'summary', `${'x'.repeat(120)}…`],
  ])('writes the value %p of %p', (value, field, text) => {
    expect(words.valueInWords(value, field, new Map([['005A', 'Imogen Vale']]))).toEqual(text);
  });
});

describe('c/oppspotWords: outcomes', () => {
  const written = [{ kind: 'fields', status: 'written', count: 1 }];
  const latest = { status: 'completed', record: { name: 'Ada' }, written };
  const card = (change) => ({ failure: null, latest, tasks: [], undo: null, ...change });

  it.each([
    ['nothing of a run that failed', card({ failure: {} }), { kind: 'enrich' }, null],
    ['nothing of somebody else’s run', card(), null, null],
    [
      'what was written',
      card(),
      { kind: 'enrich' },
      { variant: 'success', message: 'Written: 1 field.' },
    ],
    [
      'that nothing had to change',
      card({ latest: { ...latest, written: [] } }),
      { kind: 'refresh' },
      { message: 'Nothing in Salesforce had to change.' },
    ],
    [
      'what failed in part',
      card({ latest: { ...latest, status: 'partial' } }),
      { kind: 'enrich' },
      { variant: 'warning', title: 'Ada is enriched in part' },
    ],
    [
      'what undo did',
      card({
        undo: {
          enrichmentId: 'r',
          status: 'partial',
          items: [{ outcome: 'restored' }, { outcome: 'left-alone' }],
        },
      }),
      { kind: 'undo', runId: 'r' },
      { variant: 'warning', message: '1 restored and 1 left alone.' },
    ],
    [
      'that a task was removed',
      card({ tasks: [{ runId: 't', status: 'undone', subject: 'Call' }] }),
      { kind: 'undo', runId: 't' },
      { title: 'Task removed', message: 'Call' },
    ],
    [
      'nothing of a task that failed',
      card({ tasks: [{ actionId: 'a', status: 'failed' }] }),
      { kind: 'task', actionId: 'a' },
      null,
    ],
  ])('tells %s', (_, state, ask, outcome) => {
    const told = words.outcomeOf(state, ask);

    expect(told === null).toBe(outcome === null);
    expect(told ?? {}).toMatchObject(outcome ?? {});
  });

  it('gives each reason of a failure once', () => {
    const failed = { status: 'failed', detail: 'No right to create tasks.' };
    const warning = { code: 'field_refused', message: 'Industry was refused.' };

    expect(
      words.failuresOf({ written: [failed, failed], warnings: [warning, { code: 'other' }] }),
    ).toEqual(['No right to create tasks.', 'Industry was refused.']);
  });
});

describe('c/oppspotWords: runs, problems and history', () => {
  const step = (name, state, provider = null) => ({
    step: name,
    state,
    provider,
    message: provider ?? name,
  });

  it('says how far a run is', () => {
    expect(words.progressInWords('enrich', [])).toMatchObject({
      position: 'Step 1 of 6: Read',
      percent: 0,
      message: 'Enriching this record…',
    });
    const steps = [
      step('read', 'done'),
      step('research', 'done', 'A'),
      step('research', 'started', 'B'),
    ];
    expect(words.progressInWords('enrich', steps)).toMatchObject({
      position: 'Step 2 of 6: Research',
      percent: 25,
      message: 'Asking B…',
    });
    steps[2] = step('research', 'done', 'B');
    expect(words.progressInWords('preview', steps).message).toBe('Every source has answered.');
    expect(words.progressInWords('undo', []).position).toBeNull();
  });

  it('explains problems it knows, and those it does not', () => {
    expect(words.explain({ code: 'busy' })).toMatchObject({ variant: 'warning', next: 'again' });
    expect(words.explain({ code: 'new', retryable: true })).toMatchObject({
      variant: 'error',
      next: 'again',
    });
    expect(words.isAboutConnection({ code: 'org_mismatch' })).toBe(true);
    expect(words.isRefused({ code: 'opted_out' })).toBe(true);
    expect(words.offerOf('again', 5)).toBe('Try again in 5 s');
    expect(words.offerOf('none')).toBeUndefined();
  });

  it('breaks the line of scores where one is unknown', () => {
    const at = (day, value) => ({ at: `2026-11-${day}T00:00:00Z`, score: value });
    const lines = words.linesOf([at('01', 10), at('06', 20), at('08', null), at('11', 30)]);

    expect(lines).toEqual([
      [
        { x: 0, y: 10 },
        { x: 50, y: 20 },
      ],
      [{ x: 100, y: 30 }],
    ]);
  });

  it('shows a word of a newer server as it is', () => {
    expect(words.wordFor('source', 'rate-limited')).toBe('Rate limited');
    expect(words.wordFor('policy', 'fill-blank')).toBe('Only when empty');
  });
});
