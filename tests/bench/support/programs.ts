/** Programs in processes of their own, and what they are asked while they run. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

type Message =
  | { readonly kind: 'ready'; readonly told: unknown }
  | { readonly kind: 'answer'; readonly number: number; readonly answer: unknown }
  | { readonly kind: 'fault'; readonly number: number; readonly fault: string };

interface Question {
  readonly number: number;
  readonly name: string;
  readonly value: unknown;
}

export interface Program<Told> {
  readonly pid: number;
  /** What it said when it was ready. */
  readonly told: Told;
  /** @throws what went wrong in it, or that it has ended */
  ask<T>(name: string, value?: unknown): Promise<T>;
  /** Asks it to end, and waits until it has. */
  stop(): Promise<void>;
}

/**
 * Resolves when the program is ready. What it prints is not shown, faults are.
 * @param argument for `readArgument` in it
 */
export async function startProgram<Told>(
  file: string,
  argument: unknown,
  env: Readonly<Record<string, string>> = {},
): Promise<Program<Told>> {
  const child: ChildProcess = fork(file, [JSON.stringify(argument)], {
    env: { PATH: process.env.PATH, ...env },
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
  const waiting = new Map<number, { done(answer: unknown): void; failed(error: Error): void }>();
  const ended = once(child, 'exit');
  let asked = 0;
  const told = await new Promise<Told>((ready, failed) => {
    child.on('message', (message: Message) => {
      if (message.kind === 'ready') return ready(message.told as Told);
      const { done, failed } = waiting.get(message.number) ?? {};
      waiting.delete(message.number);
      if (message.kind === 'answer') done?.(message.answer);
      else failed?.(new Error(message.fault));
    });
    child.once('exit', (code) => {
      const error = new Error(`${file} ended with ${code}`);
      failed(error);
      for (const { failed } of waiting.values()) failed(error);
    });
  });
  return {
    pid: child.pid ?? 0,
    told,
    ask: <T>(name: string, value?: unknown) =>
      new Promise<T>((done, failed) => {
        if (!child.connected) throw new Error(`${file} has ended`);
        asked += 1;
        waiting.set(asked, { done: (answer) => done(answer as T), failed });
        child.send({ number: asked, name, value } satisfies Question);
      }),
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** In the program: what it was started with. */
export const readArgument = <T>() => JSON.parse(process.argv[2] ?? 'null') as T;

/** In the program: says that it is ready and answers from now on. */
export function answerParent(
  told: unknown,
  answers: Readonly<Record<string, (value: never) => unknown>>,
): void {
  const send = (message: Message) => process.send?.(message);
  process.on('message', async ({ number, name, value }: Question) => {
    try {
      const answer = await answers[name]?.(value as never);
      send({ kind: 'answer', number, answer });
    } catch (error) {
      send({ kind: 'fault', number, fault: String(error) });
    }
  });
  // Whoever started it has died: nobody needs it any more.
  process.once('disconnect', () => process.exit(1));
  send({ kind: 'ready', told });
}
