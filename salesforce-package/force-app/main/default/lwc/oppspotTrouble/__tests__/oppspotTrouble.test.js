import Component from 'c/oppspotTrouble';
import { all, clear, put, settled, textOf } from '../../oppspotEnrich/__tests__/support/page';

describe('c-oppspot-trouble', () => {
  afterEach(clear);

  const errorOf = (code, change) => ({
    code,
    message: 'It happened.',
    retryable: false,
    retryAfterMs: null,
    requestId: 'req-1',
    ...change,
  });
  const draw = (error, properties) => {
    const trouble = put('c-oppspot-trouble', Component, { error, ...properties });
    const offered = jest.fn();
    trouble.addEventListener('offer', ({ detail }) => offered(detail));
    return { trouble, offered };
  };
  const labels = (trouble) => all(trouble, 'lightning-button').map(({ label }) => label);

  it.each([
    ['timed_out', 'Try again', 'again'],
    ['not_a_preview', 'Look again', 'look'],
    ['record_changed', 'Preview again', 'preview'],
  ])('offers for %s to “%s”', async (code, label, next) => {
    const { trouble, offered } = draw(errorOf(code));
    all(trouble, 'lightning-button')[0].dispatchEvent(new CustomEvent('click'));

    expect(labels(trouble)).toEqual([label]);
    expect(offered).toHaveBeenCalledWith(next);
    await expect(trouble).toBeAccessible();
  });

  it('offers nothing where asking again changes nothing', () => {
    const { trouble } = draw(errorOf('suppressed'), { isRun: true });

    expect(labels(trouble)).toEqual([]);
    expect(textOf(trouble)).toContain('an admin can take it off the list');
  });

  it('leads an admin to the setup', () => {
    const { trouble } = draw(errorOf('not_connected'));
    const [, setup] = all(trouble, 'lightning-button');
    setup.dispatchEvent(new CustomEvent('click'));

    expect(setup.label).toBe('Open oppSpot Setup');
  });

  it('counts down anew for a new error, and holds while something is done', async () => {
    jest.useFakeTimers();
    const { trouble } = draw(errorOf('busy', { retryAfterMs: 9000 }), { isBusy: true });
    expect(labels(trouble)).toEqual(['Try again in 9 s']);
    trouble.error = errorOf('busy');
    await settled();
    expect(labels(trouble)).toEqual(['Try again']);
    expect(all(trouble, 'lightning-button')[0].disabled).toBe(true);
    trouble.remove();
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });

  it('says when a run failed, and what support asks for', () => {
    const { trouble } = draw(errorOf('odd'), { at: '2026-11-26T20:00:00Z', isRun: true });

    expect(textOf(trouble)).toMatch(/It happened. \(Nov 26, 2026/);
    expect(textOf(trouble)).toContain('Reference for support: req-1');
    expect(labels(trouble)).toEqual(['Try again']);
  });
});
