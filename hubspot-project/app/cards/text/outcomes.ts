/** What a person is told when something she started has ended. */
import type { CardState } from '../../../../shared/contract/card.ts';
import type { Enrichment, UndoReport, WrittenItem } from '../../../../shared/contract/v1.ts';
import type { Ask } from '../hooks/asks.ts';
import { counted, listed } from './numbers.ts';

export interface Outcome {
  readonly type: 'success' | 'warning' | 'info';
  readonly title: string;
  readonly message: string;
}

/** Null where the card itself says it: a run of somebody else, and one that failed. */
export function outcomeOf(card: CardState, ask: Ask | null): Outcome | null {
  if (!ask || card.failure) return null;
  switch (ask.kind) {
    case 'preview':
      return card.preview && info('Preview ready', 'Nothing is written until you apply it.');
    case 'discard':
      return info('Preview discarded', 'Nothing was written.');
    case 'undo':
      return undoOutcome(card, ask.runId);
    case 'task':
      return taskOutcome(card, ask.actionId);
    default:
      return card.latest && enrichmentOutcome(card.latest);
  }
}

/** "22 fields, 1 task and 1 deal"; empty where nothing has this status. */
export function writtenInWords(
  written: readonly WrittenItem[],
  status: WrittenItem['status'],
): string {
  const count = (kind: WrittenItem['kind']) =>
    written
      .filter((item) => item.kind === kind && item.status === status)
      .reduce((sum, item) => sum + (kind === 'fields' ? item.count : 1), 0);
  const parts = (['fields', 'task', 'deal'] as const)
    .map((kind) => ({ noun: kind === 'fields' ? 'field' : kind, count: count(kind) }))
    .filter((part) => part.count > 0);
  return listed(parts.map((part) => counted(part.count, part.noun)));
}

/** What could not be written, each with its reason. */
export function failuresOf({ written, warnings }: Enrichment): string[] {
  const failed = written.filter(({ status }) => status === 'failed' || status === 'pending');
  const refused = warnings.filter(({ code }) => code === refusedField);
  return [
    ...new Set([...failed.map(({ detail }) => detail), ...refused.map(({ message }) => message)]),
  ];
}

/** The warning's code where HubSpot refused the value of one field. */
export const refusedField = 'field_refused';

/** "20 restored, 2 deleted and 1 left alone". */
export function undoInWords({ items }: UndoReport): string {
  const count = (outcome: string) => items.filter((item) => item.outcome === outcome).length;
  const parts = [
    { word: 'restored', count: count('restored') },
    { word: 'deleted', count: count('deleted') },
    { word: 'left alone', count: count('left-alone') },
    { word: 'failed', count: count('failed') },
  ].filter((part) => part.count > 0);
  return listed(parts.map((part) => `${part.count} ${part.word}`));
}

function enrichmentOutcome({ status, record, written }: Enrichment): Outcome {
  const what = writtenInWords(written, 'written');
  if (status === 'partial') {
    return {
      type: 'warning',
      title: `${record.name} is enriched in part`,
      message: what ? `Written: ${what}. The card says what failed.` : 'The card says what failed.',
    };
  }
  return {
    type: 'success',
    title: `${record.name} is enriched`,
    message: what ? `Written: ${what}.` : 'Nothing in HubSpot had to change.',
  };
}

function taskOutcome({ tasks }: CardState, actionId: string): Outcome | null {
  const task = tasks.find((item) => item.actionId === actionId);
  return task?.status === 'written'
    ? { type: 'success', title: 'Task created', message: task.subject }
    : null;
}

function undoOutcome({ undo, tasks }: CardState, runId: string): Outcome | null {
  if (undo?.enrichmentId !== runId) {
    const task = tasks.find((item) => item.runId === runId);
    return task?.status === 'undone'
      ? { type: 'success', title: 'Task removed', message: task.subject }
      : null;
  }
  const type = undo.status === 'undone' ? 'success' : 'warning';
  return { type, title: 'Undone', message: `${undoInWords(undo)}.` };
}

const info = (title: string, message: string): Outcome => ({ type: 'info', title, message });
