/** A process that is killed when a stand-in sees it make a certain call. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { CallHooks } from '../../sandbox/standin/server.ts';

export type When = 'on arrival' | 'before its answer';

/**
 * Runs a program until it ends or makes a call of `path`.
 * @param parameters given to it as JSON
 * @returns its exit code; null when it was killed
 */
export async function runUntilCall<Logged extends { readonly path: string }>(
  hooks: CallHooks<Logged>,
  [program, ...parameters]: readonly [string, ...unknown[]],
  path?: RegExp,
  when?: When,
): Promise<number | null> {
  const child: ChildProcess = spawn(
    process.execPath,
    [program, ...parameters.map((parameter) => JSON.stringify(parameter))],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const ended = once(child, 'exit');
  const kill = async (request: Logged) => {
    if (!path?.test(request.path)) return;
    hooks.onRequest = undefined;
    hooks.onBeforeAnswer = undefined;
    child.kill('SIGKILL');
    await ended;
    if (when === 'on arrival') throw new Error('Nobody carries this out.');
  };
  if (when === 'on arrival') hooks.onRequest = kill;
  else hooks.onBeforeAnswer = kill;
  await ended;
  hooks.onBeforeAnswer = undefined;
  return child.exitCode;
}
