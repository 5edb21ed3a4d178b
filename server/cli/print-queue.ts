/** The queue as a person reads it in a terminal. */
import type { QueueItemView, QueuePage } from '../../shared/contract/bulk.ts';
import type { Terminal } from './terminal.ts';

const colours: Partial<Record<QueueItemView['state'], 'red' | 'yellow' | 'green'>> = {
  dead: 'red',
  retrying: 'yellow',
  completed: 'green',
};

export function printQueue(terminal: Terminal, { items, nextCursor }: QueuePage): void {
  if (items.length === 0) terminal.line('Nothing of that kind is in the queue.');
  for (const item of items) printItem(terminal, item);
  if (nextCursor) terminal.line(terminal.style('dim', `More: --cursor ${nextCursor}`));
}

/** One line, and what was in the way. */
export function printItem(terminal: Terminal, item: QueueItemView): void {
  const { style } = terminal;
  const colour = colours[item.state];
  const state = item.state.padEnd(10);
  const tries = item.attempts > 0 ? `try ${item.attempts} of ${item.maxAttempts}` : '';
  const next = item.nextAt && item.attempts > 0 ? `next at ${moment(item.nextAt)}` : '';
  const more = [
    item.kind,
    `for ${item.origin}`,
    tries,
    next,
    `received ${moment(item.receivedAt)}`,
  ];
  terminal.line(
    `${item.id}  ${colour ? style(colour, state) : state}  ${item.object} ${item.recordId}  ${style('dim', more.filter(Boolean).join(' · '))}`,
  );
  if (item.error) terminal.line(`  ${item.error.message}`);
}

const moment = (iso: string) => `${iso.replace('T', ' ').slice(0, 19)} UTC`;
