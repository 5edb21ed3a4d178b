import type { CrmEngagement } from '../../connector.ts';
import { type Row, rowsIn, textIn } from '../query.ts';
import { isoInstant } from '../values.ts';

/** The latest of each kind for one record, ISO 8601; null where there was none or nobody may see it. */
export interface Activity {
  readonly meeting: string | null;
  /** A closed task that is not ours. */
  readonly task: string | null;
  readonly reply: string | null;
}

/**
 * What Salesforce saw people do. It watches neither websites nor forms, so those are unknown; and a
 * record without any activity was perhaps only never logged, so that nothing was observed.
 */
export function readEngagement(record: Row, activity: Activity, now: Date): CrmEngagement {
  const lastContactedAt = latest(
    activity.meeting,
    activity.task,
    activity.reply,
    rolledUp(record, now),
  );
  return {
    lastReplyAt: activity.reply,
    lastMeetingAt: activity.meeting,
    lastContactedAt,
    formSubmissions: null,
    lastFormAt: null,
    lastFormName: null,
    lastClickAt: null,
    pageViews: null,
    lastVisitAt: null,
    lastPagePath: null,
    observed: lastContactedAt !== null,
    observedSince: lastContactedAt === null ? null : isoInstant(record.CreatedDate),
  };
}

/**
 * `LastActivityDate` also tells of activities that are archived after a year, but it is the due date of
 * the latest event or closed task: it may lie ahead, and it may be our own task's. Then it says nothing.
 */
function rolledUp(record: Row, now: Date): string | null {
  const day = textIn(record, 'LastActivityDate');
  if (day === null || day > now.toISOString().slice(0, 10)) return null;
  const isOurs = rowsIn(record, 'Tasks').some((task) => textIn(task, 'ActivityDate') === day);
  return isOurs ? null : `${day}T00:00:00.000Z`;
}

function latest(...moments: (string | null)[]): string | null {
  const known = moments.filter((moment) => moment !== null);
  return known.sort().at(-1) ?? null;
}
