import { OppspotError } from 'c/oppspotAnswer';
import {
  clicked,
  createConversation,
  firstView,
  isSameButton,
  withNews,
  writes,
} from 'c/oppspotConversation';

const card = (change) => ({ latest: null, running: null, ...change });
const progress = (change) => ({
  runId: 'run-1',
  operation: 'enrich',
  steps: [],
  seen: 0,
  pollAfterMs: 100,
  ...change,
});
const running = (change) => ({ state: 'running', progress: progress(change) });
const ended = (state = card()) => ({ state: 'ended', card: state });
const problem = (code, change) => new OppspotError({ code, message: code, ...change });
const enrich = () => clicked({ kind: 'enrich' });

function open(api) {
  let view = firstView;
  const news = [];
  const onEnd = jest.fn();
  const conversation = createConversation({
    api,
    tell: (item) => {
      news.push(item.type);
      view = withNews(view, item);
    },
    ended: onEnd,
  });
  return { conversation, news, onEnd, view: () => view };
}

const later = (milliseconds) => jest.advanceTimersByTimeAsync(milliseconds);

describe('c/oppspotConversation', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('loads how things stand', async () => {
    const state = card();
    const talk = open({ state: async () => state });
    await talk.conversation.load();

    expect(talk.view()).toEqual({ card: state, isLoading: false, work: null, trouble: null });
    expect(talk.onEnd).not.toHaveBeenCalled();
  });

  it('asks three times in all while no answer arrives, then says why', async () => {
    const state = jest.fn().mockRejectedValue(problem('timed_out', { retryable: true }));
    const talk = open({ state });
    talk.conversation.load();
    await later(10_000);

    expect(state).toHaveBeenCalledTimes(3);
    expect(talk.view().trouble).toMatchObject({ error: { code: 'timed_out' }, again: null });
  });

  it('does not repeat what was refused', async () => {
    const state = jest.fn().mockRejectedValue(problem('no_access'));
    const talk = open({ state });
    await talk.conversation.load();

    expect(state).toHaveBeenCalledTimes(1);
    expect(talk.view().trouble.error.code).toBe('no_access');
  });

  it('follows a run that somebody else started', async () => {
    const watch = jest.fn().mockResolvedValue(ended());
    const talk = open({ state: async () => card({ running: progress() }), watch });
    talk.conversation.load();
    await later(0);
    expect(talk.view().work).toMatchObject({ ask: null, progress: { runId: 'run-1' } });
    await later(100);

    expect(watch).toHaveBeenCalledWith('run-1', 0);
    expect(talk.onEnd).toHaveBeenCalledWith(expect.anything(), null);
  });

  it('sends the same key for one click, also when it is asked again after a lost answer', async () => {
    const enrichApi = jest.fn().mockRejectedValue(problem('unreachable', { retryable: true }));
    const talk = open({ enrich: enrichApi });
    talk.conversation.start(enrich());
    await later(10_000);
    enrichApi.mockResolvedValue(ended());
    await talk.conversation.retry(talk.view().trouble);

    const keys = enrichApi.mock.calls.map(([request]) => request.idempotencyKey);
    expect(keys).toHaveLength(4);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^[\x21-\x7e]{8,128}$/);
  });

  it('sends a new key when what became of the click is known', async () => {
    const enrichApi = jest.fn().mockRejectedValueOnce(problem('busy', { retryable: true }));
    enrichApi.mockResolvedValue(ended());
    const talk = open({ enrich: enrichApi });
    await talk.conversation.start(enrich());
    await talk.conversation.retry(talk.view().trouble);

    const keys = enrichApi.mock.calls.map(([request]) => request.idempotencyKey);
    expect(new Set(keys).size).toBe(2);
  });

  it('does not tell a person how an answer of another version failed', async () => {
    const talk = open({ enrich: async () => ({ state: 'paused' }) });
    await talk.conversation.start(enrich());

    expect(talk.view().trouble.error).toMatchObject({
      code: 'unexpected_answer',
      message: expect.stringContaining('Reload the page'),
    });
  });

  it('looks again when how things stand could not be loaded', async () => {
    const state = jest.fn().mockRejectedValueOnce(problem('no_access')).mockResolvedValue(card());
    const talk = open({ state });
    await talk.conversation.load();
    await talk.conversation.retry(talk.view().trouble);

    expect(talk.view().card).not.toBeNull();
  });

  it('takes a second click for none', async () => {
    const enrichApi = jest.fn(() => new Promise(() => {}));
    const talk = open({ enrich: enrichApi });
    talk.conversation.start(enrich());
    talk.conversation.start(enrich());
    await later(0);

    expect(enrichApi).toHaveBeenCalledTimes(1);
  });

  it.each([
    [{ kind: 'apply', runId: 'r' }, 'apply', ['r']],
    [{ kind: 'discard', runId: 'r' }, 'discard', ['r']],
    [{ kind: 'undo', runId: 'r' }, 'undo', ['r']],
    [{ kind: 'task', runId: 'r', actionId: 'a' }, 'createTask', ['r', 'a']],
  ])('puts %j', async (ask, method, parameters) => {
    const call = jest.fn().mockResolvedValue(ended());
    const talk = open({ [method]: call });
    await talk.conversation.start(ask);

    expect(call).toHaveBeenCalledWith(...parameters);
    expect(talk.onEnd).toHaveBeenCalledWith(expect.anything(), ask);
  });

  it.each([
    [{ kind: 'preview' }, { mode: 'preview', refresh: false, pick: null }],
    [{ kind: 'refresh' }, { mode: 'write', refresh: true, pick: null }],
    [
      { kind: 'pick', pick: { domain: 'a.example', registrationNumber: null } },
      { mode: 'write', refresh: false, pick: { domain: 'a.example', registrationNumber: null } },
    ],
  ])('asks for an enrichment by %j', async (ask, request) => {
    const call = jest.fn().mockResolvedValue(ended());
    await open({ enrich: call }).conversation.start(clicked(ask));

    expect(call).toHaveBeenCalledWith({ ...request, idempotencyKey: expect.any(String) });
  });

  it('tells the steps of its run as they come, and what was seen', async () => {
    const watch = jest
      .fn()
      .mockResolvedValueOnce(running({ seen: 2 }))
      .mockResolvedValueOnce(ended());
    const talk = open({ enrich: async () => running(), watch });
    const ask = enrich();
    talk.conversation.start(ask);
    await later(100);
    expect(talk.view().work.progress.seen).toBe(2);
    await later(100);

    expect(watch.mock.calls).toEqual([
      ['run-1', 0],
      ['run-1', 2],
    ]);
    expect(talk.onEnd).toHaveBeenCalledWith(expect.anything(), ask);
  });

  it('waits a little when a question that the server should hold brings nothing new', async () => {
    const watch = jest.fn().mockResolvedValue(running({ pollAfterMs: 0 }));
    const talk = open({ enrich: async () => running({ pollAfterMs: 0 }), watch });
    talk.conversation.start(enrich());
    await later(1_000);

    expect(watch.mock.calls.length).toBeLessThanOrEqual(5);
    talk.conversation.close();
    await later(1_000);
  });

  it('survives watching without an answer, ever more slowly', async () => {
    const watch = jest.fn().mockRejectedValue(problem('timed_out', { retryable: true }));
    const talk = open({ enrich: async () => running(), watch });
    talk.conversation.start(enrich());
    await later(100);
    expect(talk.view().work.isUnheard).toBe(true);
    await later(2_000 + 4_000 + 8_000);
    expect(watch).toHaveBeenCalledTimes(4);
    watch.mockResolvedValue(ended());
    await later(15_000);

    expect(talk.onEnd).toHaveBeenCalled();
  });

  it('says what stopped the watching for good', async () => {
    const watch = jest.fn().mockRejectedValue(problem('no_access'));
    const talk = open({ enrich: async () => running(), watch });
    talk.conversation.start(enrich());
    await later(100);

    expect(talk.view()).toMatchObject({ work: null, trouble: { error: { code: 'no_access' } } });
  });

  it('follows what is in the way, and does not call it its own', async () => {
    const watch = jest.fn().mockResolvedValue(ended());
    const talk = open({ enrich: async () => running({ operation: 'undo' }), watch });
    talk.conversation.start(enrich());
    await later(0);
    expect(talk.view().work.ask).toBeNull();
    await later(100);

    expect(talk.onEnd).toHaveBeenCalledWith(expect.anything(), null);
  });

  it('stops watching after three minutes and says that it goes on', async () => {
    const watch = jest.fn().mockResolvedValue(running({ pollAfterMs: 5_000 }));
    const talk = open({ enrich: async () => running(), watch });
    talk.conversation.start(enrich());
    await later(200_000);
    const asked = watch.mock.calls.length;
    await later(60_000);

    expect(talk.view().trouble.error.code).toBe('still_working');
    expect(watch).toHaveBeenCalledTimes(asked);
  });

  it('tells and asks nothing once it is closed', async () => {
    const watch = jest.fn().mockResolvedValue(running());
    const talk = open({ enrich: async () => running(), watch });
    talk.conversation.start(enrich());
    await later(0);
    talk.conversation.close();
    const told = talk.news.length;
    await later(10_000);

    expect(talk.news).toHaveLength(told);
    expect(watch).not.toHaveBeenCalled();
  });

  it('tells what is newer only', async () => {
    let answerFirst = () => {};
    const state = jest
      .fn()
      .mockReturnValueOnce(
        new Promise((resolve) => {
          answerFirst = resolve;
        }),
      )
      .mockResolvedValueOnce(card({ latest: { id: 'new' } }));
    const talk = open({ state });
    const first = talk.conversation.load();
    await talk.conversation.load();
    answerFirst(card({ latest: { id: 'old' } }));
    await first;

    expect(talk.view().card.latest.id).toBe('new');
  });

  it('knows which asks change the record and which one a button stands for', () => {
    expect(writes({ kind: 'preview' })).toBe(false);
    expect(writes({ kind: 'discard' })).toBe(false);
    expect(writes({ kind: 'apply' })).toBe(true);
    expect(writes(null)).toBe(true);
    expect(isSameButton({ kind: 'enrich', key: 'k' }, { kind: 'enrich' })).toBe(true);
    expect(isSameButton({ kind: 'task', actionId: 'a' }, { kind: 'task', actionId: 'b' })).toBe(
      false,
    );
    expect(isSameButton(null, { kind: 'enrich' })).toBe(false);
  });

  it('does not know other news', () => {
    expect(() => withNews(firstView, { type: 'rumour' })).toThrow('rumour');
  });
});
