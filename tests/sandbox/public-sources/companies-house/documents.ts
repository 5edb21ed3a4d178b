/**
 * The register's document API: what forms a document has, and a way to its content, which lies in a
 * store elsewhere that refuses whoever brings the register's key along.
 * https://developer-specs.company-information.service.gov.uk/document-api/reference
 */
import type { RegisterEntry, RegisterFiling } from '../../world/types.ts';
import { type Answer, type Asked, empty, json, redirect, text } from '../answer.ts';
import { token } from '../identifiers.ts';
import { accountsDocument } from './accounts-document.ts';

/** Where the content lies. */
export const documentStore = 'document-store.example';

interface Filed {
  readonly entry: RegisterEntry;
  readonly filing: RegisterFiling;
}

export interface Documents {
  readonly api: (asked: Asked) => Answer;
  readonly store: (asked: Asked) => Answer;
}

export function createDocuments(entries: readonly RegisterEntry[], apiKey: string): Documents {
  const filed = new Map<string, Filed>();
  for (const entry of entries) {
    for (const filing of entry.filings) {
      filed.set(token(`${entry.number} ${filing.type} ${filing.date}`), { entry, filing });
    }
  }
  const expected = `Basic ${Buffer.from(`${apiKey}:`).toString('base64')}`;
  return {
    api(asked) {
      if (asked.header('authorization') !== expected) return empty(401);
      const [, , id = '', content] = asked.path.split('/');
      const document = filed.get(id);
      if (!document) return empty(404);
      const tagged = document.filing.figures
        ? accountsDocument(document.entry, document.filing)
        : null;
      if (content === undefined) return json(metadata(id, document, tagged));
      if (!asked.header('accept')?.includes('application/xhtml+xml') || !tagged) return empty(406);
      return redirect(
        `https://${documentStore}/docs/${id}/application-xhtml+xml?signature=sandbox`,
        302,
      );
    },
    store(asked) {
      if (asked.header('authorization')) {
        return text('Only one auth mechanism allowed', 400, 'application/xml');
      }
      const document = filed.get(asked.path.split('/')[2] ?? '');
      if (!document?.filing.figures || !asked.query.get('signature')) return empty(403);
      return text(accountsDocument(document.entry, document.filing), 200, 'application/xhtml+xml');
    },
  };
}

function metadata(id: string, { entry, filing }: Filed, tagged: string | null) {
  const self = `https://document-api.company-information.service.gov.uk/document/${id}`;
  return {
    company_number: entry.number,
    category: filing.category,
    pages: filing.pages,
    filename: '',
    significant_date: filing.actionDate ?? null,
    significant_date_type: 'made-up-date',
    links: { self, document: `${self}/content` },
    resources: {
      'application/pdf': { content_length: 48_213 },
      ...(tagged && { 'application/xhtml+xml': { content_length: Buffer.byteLength(tagged) } }),
    },
  };
}
