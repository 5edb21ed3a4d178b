/** The command line as a client of a running server, such as the sandbox. */
import { progress } from '../../shared/contract/api.ts';
import { enrichment, undoReport } from '../../shared/contract/v1.ts';
import { AppError } from '../errors.ts';
import { apiClient, type ServerAddress } from './api-client.ts';
import type { CommandTarget } from './command-target.ts';
import { readEvents } from './read-events.ts';
import { remoteBulk } from './remote-bulk.ts';

const base = '/api/v1/enrichments';

export function remoteTarget(address: ServerAddress): CommandTarget {
  const send = apiClient(address);
  return {
    async enrich(request, onProgress) {
      const accept = 'text/event-stream';
      const response = await send({ method: 'POST', path: base, body: request, accept });
      for await (const { name, data } of readEvents(response)) {
        if (name === 'progress') onProgress(progress.parse(data));
        if (name === 'result') return enrichment.parse(data);
      }
      throw new AppError('The server ended the connection before the result came. Try again.', {
        code: 'connection_ended',
        status: 503,
        retryable: true,
      });
    },
    async undo(enrichmentId) {
      const path = `${base}/${encodeURIComponent(enrichmentId)}/undo`;
      const response = await send({ method: 'POST', path });
      return undoReport.parse(await response.json());
    },
    bulk: remoteBulk(send),
    close: async () => {},
  };
}
