import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';

const main = join(import.meta.dirname, '../sandbox/hubspot/main.ts');
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

describe('the stand-in alone', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'prints its address on one line, serves the token, and stops on %s',
    async (signal) => {
      const child = start('--port', '0', '--access-token', 'T');
      const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      const answer = await fetch(`${url}/crm/objects/2026-09/contacts`, {
        method: 'POST',
        headers: { Authorization: 'Bearer T', 'Content-Type': 'application/json' },
        body: JSON.stringify({ properties: { email: 'ann@x.example' } }),
      });
      expect(answer.status).toBe(201);
      child.kill(signal);
      expect(await once(child, 'exit')).toEqual([0, null]);
    },
  );

  it.each([
    ['no token', ['--port', '0'], '--access-token is missing'],
    ['a port that is none', ['--port', '70000', '--access-token', 'T'], '--port must be a number'],
    ['an unknown option', ['--prot', '1'], '--prot'],
  ])('says what is wrong with %s and exits with 1', async (_, args, sentence) => {
    const child = start(...args);
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(said).toContain(sentence);
  });
});

it('says that a port is in use', async () => {
  const first = start('--port', '0', '--access-token', 'T');
  const [url] = (await once(createInterface({ input: first.stdout }), 'line')) as [string];
  const second = start('--port', new URL(url).port, '--access-token', 'T');
  let said = '';
  second.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  expect(await once(second, 'close')).toEqual([1, null]);
  expect(said).toContain('The port is in use.');
});

function start(...args: string[]) {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  return child;
}
