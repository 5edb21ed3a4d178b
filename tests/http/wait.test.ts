import { describe, expect, it } from 'vitest';
import {
  maxWaitMs,
  preferredWaitMs,
  resultOrId,
} from '../../server/http/routes/api/v1/enrichments/wait.ts';

describe('the wait a Prefer header asks for', () => {
  it.each([
    [undefined, null],
    ['', null],
    ['return=minimal', null],
    ['wait', null],
    ['wait=soon', null],
    ['respond-async', 0],
    ['wait=0', 0],
    ['wait=10', 10_000],
    ['respond-async, wait=10', 10_000],
    ['return=minimal; foo=bar, Wait = "3"', 3_000],
    ['wait=5, wait=9', 5_000],
    ['wait=999999', maxWaitMs],
  ])('%j: %j ms', (header, expected) => {
    expect(preferredWaitMs(header)).toBe(expected);
  });
});

describe('waiting no longer than asked', () => {
  const never = new Promise<never>(() => {});

  it('gives the result that is first', async () => {
    expect(await resultOrId(Promise.resolve(7), Promise.resolve('id'), 60_000)).toEqual({
      result: 7,
    });
  });

  it('gives the id when the time is over', async () => {
    expect(await resultOrId(never, Promise.resolve('id'), 0)).toEqual({ id: 'id' });
  });

  it('waits on for whichever comes first when the time is over and the id unknown', async () => {
    expect(await resultOrId(Promise.resolve(7), never, 0)).toEqual({ result: 7 });
  });

  it('throws what the run throws', async () => {
    await expect(resultOrId(Promise.reject(new Error('no')), never, 0)).rejects.toThrow('no');
    await expect(resultOrId(Promise.reject(new Error('no')), never, null)).rejects.toThrow('no');
  });
});
