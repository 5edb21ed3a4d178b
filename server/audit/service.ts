/** What an organisation may read of its own history. */
import type { AuditPage, AuditQuery } from '../../shared/contract/audit.ts';

export type ExportFormat = 'csv' | 'jsonl';

/** Which events are wanted; a page's size and place belong to pages only. */
export type AuditSelection = Omit<AuditQuery, 'format' | 'limit' | 'cursor'>;

export interface AuditService {
  /** Newest first. @throws AppError `cursor_unusable` */
  page(organizationId: string, query: AuditSelection & PagePlace): Promise<AuditPage>;

  /**
   * Everything that fits, newest first, as text in pieces. It is read while it is taken, a page at a
   * time, so its size does not matter. Events that are added meanwhile are left out.
   */
  export(
    organizationId: string,
    selection: AuditSelection,
    format: ExportFormat,
  ): AsyncIterable<string>;
}

export interface PagePlace {
  readonly limit?: number;
  readonly cursor?: string | undefined;
}
