/** What the checks run outside this process. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { home } from './project.ts';

/** The folder of an installed package. Not every package lets itself be resolved by its name. */
export function packageFolder(name: string): string {
  const folder = join(home, 'node_modules', name);
  if (!existsSync(folder)) throw new Error(`${name} is not installed. Run npm ci.`);
  return folder;
}

const javaCommand = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin/java') : 'java';

export function hasJava(): boolean {
  return spawnSync(javaCommand, ['-version']).status === 0;
}

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a program to its end. @throws when it cannot be started. */
export function run(command: string, args: string[], cwd: string): Promise<Ended> {
  return new Promise((settle, refuse) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const ended: Ended = { code: null, stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      ended.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      ended.stderr += text;
    });
    child.on('error', refuse);
    child.on('close', (code) => settle({ ...ended, code }));
  });
}

/** Runs a script with the Node that runs this one. */
export function runNode(script: string, args: string[], cwd: string): Promise<Ended> {
  return run(process.execPath, [script, ...args], cwd);
}

/** A short-lived virtual machine: it starts faster when it does not prepare for a long life. */
export function runJava(args: string[], cwd: string): Promise<Ended> {
  return run(javaCommand, ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', ...args], cwd);
}
