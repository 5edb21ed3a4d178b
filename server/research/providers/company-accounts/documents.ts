/**
 * Filed documents at the register: which forms one has, and its text.
 * https://developer-specs.company-information.service.gov.uk/document-api/reference
 */
import { z } from 'zod';
import { SourceFailure, sourceFailure } from '../failure.ts';
import { askJson, type LimitedJsonSource } from '../json-source.ts';

export interface AccountsDocuments {
  /**
   * The tagged text of a document; null when it was filed as an image only.
   * @throws SourceFailure
   */
  read(id: string, signal: AbortSignal): Promise<string | null>;
}

/** Accounts of a small company have some hundred kilobytes, a large group's several megabytes. */
const maxBytes = 8_000_000;
const xhtml = 'application/xhtml+xml';

const metadata = z.object({
  resources: z.record(z.string(), z.object({ content_length: z.number().nullish() })).nullish(),
});

/** The last part of the address that the filing names; the rest of it is not followed. */
export function documentIdOf(address: string | null | undefined): string | null {
  return /\/document\/([A-Za-z0-9_-]{10,120})$/.exec(address ?? '')?.[1] ?? null;
}

export function createDocuments(
  source: LimitedJsonSource,
  baseUrl: string,
  apiKey: string,
): AccountsDocuments {
  const authorization = `Basic ${Buffer.from(`${apiKey}:`).toString('base64')}`;
  const { fetcher, gate, label } = source;
  return {
    async read(id, signal) {
      const address = `${baseUrl}/document/${id}`;
      const headers = { authorization };
      const known = await askJson(source, address, metadata, { signal, headers });
      const resource = known?.resources?.[xhtml];
      if (!resource) return null;
      if ((resource.content_length ?? 0) > maxBytes) {
        throw new SourceFailure('The accounts are too large to be read.', { answered: true });
      }
      try {
        // The key stays with the register: the content lies at another address it leads to.
        const answer = await gate.ask(
          () => fetcher.get(`${address}/content`, { signal, headers, accept: 'xml', maxBytes }),
          signal,
        );
        if (answer.status === 200) return answer.text;
        throw new SourceFailure(`${label} answered with status ${answer.status}.`, {
          answered: true,
        });
      } catch (error) {
        throw sourceFailure(error, label);
      }
    },
  };
}
