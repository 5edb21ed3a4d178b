import { describe, expect, it } from 'vitest';
import type { Principal } from '../../server/http/middleware/authenticate/index.ts';
import { remembered } from '../../server/http/middleware/authenticate/remember.ts';

const principal: Principal = {
  organizationId: 'o',
  integrationId: 'i',
  soleIntegrationId: 'i',
  role: 'member',
  actor: { kind: 'api-token', id: 't' },
};

function lookUp(answers: (() => Promise<typeof principal | null>)[]) {
  let asked = 0;
  let time = 0;
  const authenticate = remembered(
    async () => (await answers[Math.min(asked++, answers.length - 1)]?.()) ?? null,
    () => time,
  );
  return { authenticate, asked: () => asked, pass: (ms: number) => (time += ms) };
}

describe('a token that was looked up a moment ago', () => {
  it('is looked up once for a burst of requests', async () => {
    const { authenticate, asked } = lookUp([async () => principal]);
    const all = await Promise.all(Array.from({ length: 1_000 }, () => authenticate('t')));
    expect(new Set(all)).toEqual(new Set([principal]));
    expect(asked()).toBe(1);
  });

  it('is looked up again after five seconds, so that a revoked one is refused', async () => {
    const { authenticate, pass } = lookUp([async () => principal, async () => null]);
    expect(await authenticate('t')).toEqual(principal);
    pass(4_999);
    expect(await authenticate('t')).toEqual(principal);
    pass(1);
    expect(await authenticate('t')).toBeNull();
  });

  it('is not mistaken for another one', async () => {
    const { authenticate, asked } = lookUp([async () => principal]);
    await authenticate('t');
    await authenticate('u');
    expect(asked()).toBe(2);
  });

  it('is asked for again at once when it was refused or the look-up failed', async () => {
    const { authenticate } = lookUp([
      async () => null,
      () => Promise.reject(new Error('no database')),
      async () => principal,
    ]);
    expect(await authenticate('t')).toBeNull();
    await expect(authenticate('t')).rejects.toThrow('no database');
    expect(await authenticate('t')).toEqual(principal);
  });
});
