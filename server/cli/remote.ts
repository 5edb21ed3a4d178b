/** The command line as a client of a running server, such as the sandbox. */
import { type Progress, problemDocument, progress } from '../../shared/contract/api.ts';
import {
  type Enrichment,
  type EnrichRequestInput,
  enrichment,
  type UndoReport,
  undoReport,
} from '../../shared/contract/v1.ts';
import { AppError } from '../errors.ts';
import type { CommandTarget } from './command-target.ts';

export interface RemoteOptions {
  readonly url: string;
  readonly token: string;
}

export function remoteTarget({ url, token }: RemoteOptions): CommandTarget {
  const send = (path: string, body?: unknown, accept = 'application/json') =>
    fetch(new URL(path, url), {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        accept,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  return {
    async enrich(request: EnrichRequestInput, onProgress): Promise<Enrichment> {
      const response = await send('/api/v1/enrichments', request, 'text/event-stream');
      if (!response.ok || !response.body) throw await problemOf(response);
      return readStream(response.body, onProgress);
    },
    async undo(enrichmentId): Promise<UndoReport> {
      const path = `/api/v1/enrichments/${encodeURIComponent(enrichmentId)}/undo`;
      const response = await send(path);
      if (!response.ok) throw await problemOf(response);
      return undoReport.parse(await response.json());
    },
    close: async () => {},
  };
}

async function readStream(
  body: ReadableStream<Uint8Array>,
  onProgress: (progress: Progress) => void,
): Promise<Enrichment> {
  let buffer = '';
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    buffer += chunk;
    const events = buffer.split('\n\n');
    buffer = events.pop() ?? '';
    for (const event of events) {
      const name = /^event: (.*)$/m.exec(event)?.[1];
      const data = /^data: (.*)$/m.exec(event)?.[1];
      if (!name || data === undefined) continue;
      if (name === 'progress') onProgress(progress.parse(JSON.parse(data)));
      if (name === 'result') return enrichment.parse(JSON.parse(data));
      if (name === 'problem') throw fromProblem(JSON.parse(data));
    }
  }
  throw new AppError('The server ended the connection before the result came. Try again.', {
    code: 'connection_ended',
    status: 503,
    retryable: true,
  });
}

async function problemOf(response: Response): Promise<AppError> {
  return fromProblem(await response.json().catch(() => null), response.status);
}

function fromProblem(body: unknown, status = 500): AppError {
  const parsed = problemDocument.safeParse(body);
  if (!parsed.success) {
    return new AppError(`The server answered with status ${status}.`, { code: 'http', status });
  }
  const { detail, code, retryable, errors } = parsed.data;
  const faults = errors.map((error) => `${error.field ?? error.in}: ${error.message}`);
  return new AppError([detail, ...faults].join(' '), {
    code,
    status: parsed.data.status,
    retryable,
  });
}
