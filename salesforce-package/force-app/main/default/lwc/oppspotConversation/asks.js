/** What a person can start from the card: `{kind, pick?, runId?, actionId?, key?}`. */

/** Kinds that start a run of their own; the others name a run by `runId`. */
const STARTING = ['enrich', 'preview', 'refresh', 'pick'];
/** Kinds that leave the record in Salesforce as it is. */
const READING = ['preview', 'discard'];

/** The ask as one click: the same key means the same click, however often it is sent. */
export function clicked(ask) {
  return STARTING.includes(ask.kind) ? { ...ask, key: newKey() } : ask;
}

/** Whether a run can be what was asked for. */
export function isOf({ kind }, operation) {
  if (kind === 'refresh' || kind === 'pick') return operation === 'enrich';
  return kind === 'discard' || kind === operation;
}

/** Whether it changes the record; a run that somebody else started may have. */
export function writes(ask) {
  return !READING.includes(ask?.kind);
}

/** Two asks that one button stands for. */
export function isSameButton(ask, other) {
  if (!ask || !other) return false;
  return ['kind', 'runId', 'actionId'].every(
    (part) => (ask[part] ?? null) === (other[part] ?? null),
  );
}

/** Puts an ask to the server. */
export function put(api, ask) {
  switch (ask.kind) {
    case 'apply':
      return api.apply(ask.runId);
    case 'discard':
      return api.discard(ask.runId);
    case 'undo':
      return api.undo(ask.runId);
    case 'task':
      return api.createTask(ask.runId, ask.actionId);
    default:
      return api.enrich({
        mode: ask.kind === 'preview' ? 'preview' : 'write',
        refresh: ask.kind === 'refresh',
        pick: ask.pick ?? null,
        idempotencyKey: ask.key,
      });
  }
}

function newKey() {
  // A browser offers randomUUID on https only; unlike a secret, a key has only to be unlike others.
  const random = globalThis.crypto?.randomUUID?.() ?? Math.random().toString(36).slice(2);
  return `card-${Date.now().toString(36)}-${random}`;
}
