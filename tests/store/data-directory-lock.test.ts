import {
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lockDataDirectory } from '../../server/store/data-directory-lock.ts';
import { type Child, startChild } from './support/child.ts';

describe('the lock of a data directory', () => {
  let directory: string;
  let file: string;
  const children: Child[] = [];
  const start = (): Child => {
    const child = startChild('locker.ts', file);
    children.push(child);
    return child;
  };

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'smartsync-lock-'));
    file = join(directory, 'database.lock');
  });
  afterEach(async () => {
    await Promise.all(children.splice(0).map((child) => child.kill()));
    vi.useRealTimers();
    rmSync(directory, { recursive: true });
  });

  function writeOwner(owner: object, silentSeconds: number): void {
    writeFileSync(file, JSON.stringify({ token: 'theirs', startedAt: null, ...owner }));
    const beat = new Date(Date.now() - silentSeconds * 1_000);
    utimesSync(file, beat, beat);
  }
  const elsewhere = { host: 'elsewhere.example', namespace: null, pid: 1 };

  it('is gone once it was released', async () => {
    const lock = await lockDataDirectory(file);
    expect(existsSync(file)).toBe(true);
    lock.release();
    expect(existsSync(file)).toBe(false);
    (await lockDataDirectory(file)).release();
  });

  it('is refused while another process lives, and names that process', async () => {
    const owner = start();
    expect(await owner.line()).toBe('held');
    await expect(lockDataDirectory(file)).rejects.toThrow(`process ${owner.pid} on `);
  });

  it('is refused while the owner lives although it was silent, for a long query may keep it so', async () => {
    const owner = start();
    expect(await owner.line()).toBe('held');
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(file, longAgo, longAgo);
    await expect(lockDataDirectory(file)).rejects.toThrow(`process ${owner.pid} on `);
  });

  it('is taken over at once from an owner that was killed', async () => {
    const owner = start();
    expect(await owner.line()).toBe('held');
    await owner.kill();
    (await lockDataDirectory(file)).release();
  });

  it('is taken over from a process whose number another one has now', async () => {
    const owner = start();
    expect(await owner.line()).toBe('held');
    writeFileSync(
      file,
      JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), startedAt: '1' }),
    );
    (await lockDataDirectory(file)).release();
  });

  it('is refused while an owner on another machine gives signs of life', async () => {
    writeOwner(elsewhere, 15);
    await expect(lockDataDirectory(file)).rejects.toThrow('process 1 on elsewhere.example');
  });

  it('is taken over from an owner on another machine after 20 seconds of silence', async () => {
    writeOwner(elsewhere, 21);
    (await lockDataDirectory(file)).release();
  });

  it('that cannot be read is respected until it is 20 seconds old', async () => {
    writeFileSync(file, '{');
    await expect(lockDataDirectory(file)).rejects.toThrow('another process');
    const longAgo = new Date(Date.now() - 21_000);
    utimesSync(file, longAgo, longAgo);
    (await lockDataDirectory(file)).release();
  });

  it('goes to exactly one of several that find it stale', async () => {
    writeOwner(elsewhere, 60);
    const answers = await Promise.all([start(), start(), start()].map((child) => child.line()));
    expect(answers.sort()).toEqual(['held', 'refused', 'refused']);
  });

  it('stops being held when another process took it over, and is left to that one', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const lock = await lockDataDirectory(file);
    vi.advanceTimersByTime(5_000);
    expect(lock.held).toBe(true);
    writeOwner(elsewhere, 0);
    vi.advanceTimersByTime(5_000);
    expect(lock.held).toBe(false);
    lock.release();
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ token: 'theirs' });
  });

  it('shows signs of life every five seconds', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const lock = await lockDataDirectory(file);
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(file, longAgo, longAgo);
    vi.advanceTimersByTime(5_000);
    const { mtimeMs } = statSync(file);
    expect(mtimeMs).toBeGreaterThan(longAgo.getTime() + 50_000);
    lock.release();
  });
});
