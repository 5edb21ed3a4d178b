/** A place in a list that is ordered by time and id, newest first, as clients hand it back. */
import { z } from 'zod';
import { AppError } from '../errors.ts';

export interface ListPosition {
  readonly at: Date;
  /** UUID. */
  readonly id: string;
}

const position = z.tuple([z.int().min(0), z.uuid()]);

/** Letters, digits, `-` and `_`; nothing is promised about what they mean. */
export function cursorOf({ at, id }: ListPosition): string {
  return Buffer.from(JSON.stringify([at.getTime(), id])).toString('base64url');
}

/** @throws AppError `cursor_unusable` */
export function positionOf(cursor: string): ListPosition {
  const parsed = position.safeParse(parsedOrNull(Buffer.from(cursor, 'base64url').toString()));
  const at = new Date(parsed.data?.[0] ?? Number.NaN);
  if (!parsed.success || Number.isNaN(at.getTime())) throw unusable();
  return { at, id: parsed.data[1] };
}

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const unusable = () =>
  new AppError('This cursor does not belong to this list. Start again without one.', {
    code: 'cursor_unusable',
    status: 400,
    field: 'cursor',
  });
