import { countdown, pause } from 'c/oppspotTime';

describe('c/oppspotTime', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('pauses', async () => {
    const done = jest.fn();
    const paused = pause(500).then(done);

    await jest.advanceTimersByTimeAsync(499);
    expect(done).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    await paused;
    expect(done).toHaveBeenCalled();
  });

  it('counts seconds down to 0 and then leaves off', () => {
    const tell = jest.fn();
    countdown(2500, tell);
    jest.advanceTimersByTime(10_000);

    expect(tell.mock.calls.flat()).toEqual([3, 2, 1, 0]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('stops when told', () => {
    const tell = jest.fn();
    const stop = countdown(5000, tell);
    stop();
    jest.advanceTimersByTime(10_000);

    expect(tell).toHaveBeenCalledTimes(1);
  });
});
