import { once } from 'node:events';
import type { Response } from 'express';
import { z } from 'zod';
import { auditPage, auditQuery } from '../../../../../shared/contract/audit.ts';
import type { ExportFormat } from '../../../../audit/service.ts';
import type { AppDependencies } from '../../../dependencies.ts';
import { organizationOf } from '../../../middleware/authenticate/index.ts';
import { defineRoute, type Route } from '../../../route.ts';

const mediaTypes: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/x-ndjson',
};

/** The history of changes, as a page or whole. */
export function getAudit({ audit }: Pick<AppDependencies, 'audit'>): Route {
  return defineRoute({
    method: 'get',
    path: '/api/audit',
    security: 'bearer',
    access: 'admin',
    documentation: {
      operationId: 'listAuditEvents',
      summary: 'Read who changed what, when and from where',
      description:
        'Newest first. `format=csv` and `format=jsonl` give all that fits, as a file; no cell of the CSV ' +
        'can be taken for a formula.',
      tag: 'Audit',
      responses: {
        200: {
          description: 'A page, or the whole.',
          content: {
            'application/json': { schema: auditPage },
            'text/csv': { schema: z.string() },
            'application/x-ndjson': { schema: z.string() },
          },
        },
      },
      problems: [],
    },
    query: auditQuery,
    handle: async ({ query }, request, response) => {
      const { format, limit, cursor, ...selection } = query;
      const organizationId = organizationOf(request);
      if (format === 'json') {
        response.json(await audit.page(organizationId, { ...selection, limit, cursor }));
        return;
      }
      await sendFile(response, format, audit.export(organizationId, selection, format));
    },
  });
}

/** As fast as it is read: what nobody takes is not fetched. */
async function sendFile(
  response: Response,
  format: ExportFormat,
  pieces: AsyncIterable<string>,
): Promise<void> {
  response.set({
    'Content-Type': mediaTypes[format],
    'Content-Disposition': `attachment; filename="oppspot-audit.${format}"`,
  });
  for await (const piece of pieces) {
    if (response.destroyed) return;
    if (!response.write(piece))
      await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
  response.end();
}
