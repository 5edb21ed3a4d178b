/** Starts a stand-in alone: `main.ts --port N --access-token T`. */
import { parseArgs } from 'node:util';
import type { Listening } from './listen.ts';

const usage = 'Usage: --port <0-65535> --access-token <token>';

function readArguments(): { port: number; accessToken: string } {
  const { values } = parseArgs({
    options: { port: { type: 'string' }, 'access-token': { type: 'string' } },
  });
  const port = values.port ?? '0';
  const accessToken = values['access-token'] ?? '';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new Error(`--port must be a number from 0 to 65535, not "${port}".`);
  }
  if (!/^\S+$/.test(accessToken)) {
    throw new Error('--access-token is missing: give the bearer token callers will use.');
  }
  return { port: Number(port), accessToken };
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE') {
    return 'The port is in use. Choose another with --port, or 0 for any free one.';
  }
  return error.message;
}

/** Prints the address when the stand-in is ready; stops it on SIGINT and SIGTERM. */
export async function runAlone(
  start: (port: number, accessToken: string) => Promise<Listening>,
): Promise<void> {
  try {
    const { port, accessToken } = readArguments();
    const standin = await start(port, accessToken);
    const stop = () => {
      void standin.close();
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    console.log(standin.url);
  } catch (error) {
    console.error(`${explain(error)}\n${usage}`);
    process.exitCode = 1;
  }
}
