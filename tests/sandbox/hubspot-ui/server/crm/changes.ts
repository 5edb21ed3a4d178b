import { objectTypes } from '../../../hubspot/portal/object-types.ts';
import type { Portal } from '../../../hubspot/portal/portal.ts';

/** A fifth of a second is at once for a person, and next to nothing for the machine. */
const intervalMs = 200;

/**
 * Calls back after something in the portal changed, whoever changed it.
 * @returns stops watching
 */
export function watchPortal(portal: () => Portal, onChange: () => void): () => void {
  let before = fingerprint(portal());
  const timer = setInterval(() => {
    const now = fingerprint(portal());
    if (now === before) return;
    before = now;
    onChange();
  }, intervalMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** Differs when a record was created, changed, archived or purged, or a property defined. */
function fingerprint(portal: Portal): string {
  return objectTypes
    .map(({ type }) => {
      const records = portal.records.all(type);
      const changes = records.reduce(
        (sum, { updatedAt, archivedAt, history }) =>
          sum + updatedAt + (archivedAt ?? 0) + history.size,
        0,
      );
      return `${records.length}/${changes}/${portal.properties.list(type).length}`;
    })
    .join(' ');
}
