import { isAppError } from '../errors.ts';
import { createTerminal, type Terminal } from './terminal.ts';

/** A mistake in the command itself. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * Runs a command: a plain sentence and a non-zero exit when it fails.
 * `--help` prints the usage. Exit codes: 1 it failed, 2 the command was not understood.
 */
export async function runCommand(
  usage: string,
  body: (terminal: Terminal) => Promise<number>,
): Promise<void> {
  const terminal = createTerminal();
  if (process.argv.slice(2).some((argument) => argument === '--help' || argument === '-h')) {
    terminal.line(usage);
    return;
  }
  try {
    process.exitCode = await body(terminal);
  } catch (error) {
    terminal.clearProgress();
    if (isUsage(error)) {
      terminal.error(error.message);
      terminal.error(usage);
      process.exitCode = 2;
      return;
    }
    terminal.error(isAppError(error) || isSentence(error) ? error.message : unexpected(error));
    process.exitCode = 1;
  }
}

/** Errors of configuration and database are written as sentences for the person who starts us. */
function isSentence(error: unknown): error is Error {
  return (
    error instanceof Error &&
    ['ConfigError', 'DatabaseError', 'DataDirectoryInUse', 'SecretError', 'TableError'].includes(
      error.name,
    )
  );
}

function isUsage(error: unknown): error is Error {
  if (error instanceof UsageError) return true;
  return error instanceof TypeError && 'code' in error && /^ERR_PARSE_ARGS_/.test(`${error.code}`);
}

function unexpected(error: unknown): string {
  return `Something unexpected went wrong: ${error instanceof Error ? error.message : String(error)}`;
}
