import { z } from 'zod';
import { UsageError } from './run-command.ts';

const uuid = z.uuid();

/** The id of a bulk enrichment or an item of the queue, as a person gave it. @throws UsageError */
export function idOf(option: string, text: string): string {
  const parsed = uuid.safeParse(text);
  if (!parsed.success) throw new UsageError(`${option}: "${text}" is not an id. Copy it whole.`);
  return parsed.data;
}
