/** Writing for people: colour only where there is a terminal, progress on one line that clears itself. */
import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

export interface Terminal {
  /** One line on standard output, with nothing in it that steers a terminal but our own styles. */
  line(text?: string): void;
  /** The same as it is, for programs. */
  data(text: string): void;
  style(style: Style, text: string): string;
  /** Replaces the progress line on standard error; does nothing without a terminal. */
  progress(text: string): void;
  clearProgress(): void;
  /** Whether somebody sees the progress line. */
  readonly showsProgress: boolean;
  /** A line on standard error that is neither an answer nor a fault. */
  note(text: string): void;
  /** A plain sentence on standard error. */
  error(text: string): void;
}

export function createTerminal(
  out: NodeJS.WriteStream = process.stdout,
  err: NodeJS.WriteStream = process.stderr,
): Terminal {
  let shown = false;
  // Whoever reads may have seen enough: `npm run queue | head`.
  for (const stream of [out, err]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  const clear = () => {
    if (shown) err.write('\r\x1b[2K');
    shown = false;
  };
  return {
    line: (text = '') => out.write(`${harmless(text)}\n`),
    data: (text) => out.write(`${text}\n`),
    style: (style, text) => styleText(style, text, { stream: out }),
    progress(text) {
      if (!err.isTTY) return;
      clear();
      // A pseudo-terminal may report 0 columns.
      const room = (err.columns || 80) - 1;
      err.write(styleText('dim', harmless(text).slice(0, room), { stream: err }));
      shown = true;
    },
    clearProgress: clear,
    showsProgress: err.isTTY === true,
    note(text) {
      clear();
      err.write(`${harmless(text)}\n`);
    },
    error(text) {
      clear();
      err.write(`${styleText('red', harmless(text), { stream: err })}\n`);
    },
  };
}

/** Controls, and what turns the writing direction around. */
const steering = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;
const style = /^\[\d{1,3}m/;

/** Text from a CRM or website may hold sequences that would move the cursor or rewrite the screen. */
function harmless(text: string): string {
  return text.replace(steering, (found, at: number) => {
    const isStyle = found === '\x1b' && style.test(text.slice(at + 1, at + 6));
    return found === '\n' || isStyle ? found : '';
  });
}

/** Breaks text into lines of at most `width` characters at spaces. */
export function wrap(text: string, width: number, indent = ''): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line && line.length + word.length + 1 > width - indent.length) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  if (line) lines.push(line);
  return lines.map((part) => indent + part).join('\n');
}
