import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';

/**
 * What every stand-in does that is started by itself.
 * @param main its file
 * @param create makes a record at an address with a token; gives the status
 */
export function standsAlone(
  main: string,
  create: (url: string, token: string) => Promise<number>,
): void {
  const children: ChildProcess[] = [];

  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  function start(...args: string[]) {
    const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    children.push(child);
    return child;
  }

  async function address(child: ReturnType<typeof start>): Promise<string> {
    const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    return url;
  }

  async function failure(child: ReturnType<typeof start>): Promise<string> {
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    expect(await once(child, 'close')).toEqual([1, null]);
    return said;
  }

  describe('the stand-in alone', () => {
    it.each(['SIGINT', 'SIGTERM'] as const)(
      'prints its address on one line, serves the token, and stops on %s',
      async (signal) => {
        const child = start('--port', '0', '--access-token', 'T');
        const url = await address(child);
        expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
        expect(await create(url, 'T')).toBe(201);
        expect(await create(url, 'other')).toBe(401);
        child.kill(signal);
        expect(await once(child, 'exit')).toEqual([0, null]);
      },
    );

    it.each([
      ['no token', ['--port', '0'], '--access-token is missing'],
      [
        'a port that is none',
        ['--port', '70000', '--access-token', 'T'],
        '--port must be a number',
      ],
      ['an unknown option', ['--prot', '1'], '--prot'],
    ])('says what is wrong with %s and exits with 1', async (_, args, sentence) => {
      expect(await failure(start(...args))).toContain(sentence);
    });

    it('says that a port is in use', async () => {
      const url = await address(start('--port', '0', '--access-token', 'T'));
      const second = start('--port', new URL(url).port, '--access-token', 'T');
      expect(await failure(second)).toContain('The port is in use.');
    });
  });
}
