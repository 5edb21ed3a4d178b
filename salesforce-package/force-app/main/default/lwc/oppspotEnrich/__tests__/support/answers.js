/** What Apex answers: JSON text, as our server writes it. */

export const ok = (data) => JSON.stringify({ ok: true, data });
export const ended = (card) => ok({ state: 'ended', card });
export const running = (progress) => ok({ state: 'running', progress: progressOf(progress) });

export function refused(code, change) {
  const error = {
    code,
    message: `Because of ${code}.`,
    retryable: false,
    retryAfterMs: null,
    faults: [],
    requestId: 'req-77',
    ...change,
  };
  return JSON.stringify({ ok: false, error });
}

export function progressOf(change) {
  return {
    runId: 'run-1',
    operation: 'enrich',
    startedAt: '2026-11-26T12:00:00Z',
    steps: [],
    seen: 0,
    pollAfterMs: 0,
    ...change,
  };
}

export const step = (name, provider, state, message) => ({ step: name, provider, state, message });
