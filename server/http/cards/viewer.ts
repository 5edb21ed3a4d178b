/** A card is told in the language of whoever looks at it. */
import { languageOf } from '../../../shared/language/language.ts';
import type { SyncService } from '../../sync/service.ts';

interface Viewer {
  /** As the CRM names it; undefined where it does not say. */
  readonly language?: string | undefined;
}

/** The service as one viewer is told of it. */
export function forViewer<Sync extends Pick<SyncService, 'card'>>(
  sync: Sync,
  viewer: Viewer,
): Sync {
  const language = languageOf(viewer.language);
  return { ...sync, card: (tenant, record) => sync.card(tenant, record, language) };
}
