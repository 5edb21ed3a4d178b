/** Writing for people: colour only where there is a terminal, progress on one line that clears itself. */
import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

export interface Terminal {
  /** One line on standard output. */
  line(text?: string): void;
  style(style: Style, text: string): string;
  /** Replaces the progress line on standard error; does nothing without a terminal. */
  progress(text: string): void;
  clearProgress(): void;
  /** A plain sentence on standard error. */
  error(text: string): void;
}

export function createTerminal(
  out: NodeJS.WriteStream = process.stdout,
  err: NodeJS.WriteStream = process.stderr,
): Terminal {
  let shown = false;
  const clear = () => {
    if (shown) err.write('\r\x1b[2K');
    shown = false;
  };
  return {
    line: (text = '') => out.write(`${text}\n`),
    style: (style, text) => styleText(style, text, { stream: out }),
    progress(text) {
      if (!err.isTTY) return;
      clear();
      err.write(styleText('dim', text.slice(0, (err.columns ?? 80) - 1), { stream: err }));
      shown = true;
    },
    clearProgress: clear,
    error(text) {
      clear();
      err.write(`${styleText('red', text, { stream: err })}\n`);
    },
  };
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
