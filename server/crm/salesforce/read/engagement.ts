import type { CrmCampaignResponse, CrmEngagement } from '../../connector.ts';
import { type Row, rowIn, rowsIn, textIn } from '../query.ts';
import { isoInstant } from '../values.ts';
import { responsesAtMost } from './questions.ts';

/** The latest of each kind for one record, ISO 8601; null where there was none or nobody may see it. */
export interface Activity {
  readonly meeting: string | null;
  /** A closed task that is not ours. */
  readonly task: string | null;
  readonly reply: string | null;
  /** What was captured of mail and calendars; null where the org captures none. */
  readonly metric: Row | null;
  /** What a company's people responded to; people's own responses are read with them. */
  readonly response: CrmCampaignResponse | null;
}

/**
 * What Salesforce saw people do. It watches neither websites nor forms, so those are unknown; and a
 * record without any activity was perhaps only never logged, so that nothing was observed. Opened mail
 * is left out although it is on record: mail clients and security gateways open mail.
 */
export function readEngagement(record: Row, activity: Activity, now: Date): CrmEngagement {
  const captured = (name: string) => pastInstant(activity.metric?.[name], now);
  const campaign = activity.response ?? ownResponse(record, now);
  const lastReplyAt = latest(activity.reply, captured('LastEmailReceivedDateTime'));
  const lastMeetingAt = latest(activity.meeting, captured('LastEventDateTime'));
  const lastContactedAt = latest(
    lastMeetingAt,
    activity.task,
    lastReplyAt,
    captured('LastEmailSentDateTime'),
    captured('LastCallDateTime'),
    rolledUp(record, now),
  );
  const observed = lastContactedAt !== null || campaign !== null;
  return {
    lastReplyAt,
    lastMeetingAt,
    lastContactedAt,
    formSubmissions: null,
    lastFormAt: null,
    lastFormName: null,
    lastClickAt: null,
    pageViews: null,
    lastVisitAt: null,
    lastPagePath: null,
    campaign,
    observed,
    observedSince: observed ? isoInstant(record.CreatedDate) : null,
  };
}

/** Responses come latest first; one without a day is no evidence. */
function ownResponse(record: Row, now: Date): CrmCampaignResponse | null {
  const rows = rowsIn(record, 'CampaignMembers');
  const dated = rows.flatMap((row) => {
    const lastAt = dayInPast(textIn(row, 'FirstRespondedDate'), now);
    return lastAt === null ? [] : [{ lastAt, campaign: rowIn(row, 'Campaign') }];
  });
  const [newest] = dated;
  if (!newest) return null;
  return {
    lastAt: newest.lastAt,
    name: newest.campaign ? textIn(newest.campaign, 'Name') : null,
    count: rows.length < responsesAtMost ? dated.length : null,
  };
}

/** From the answer that is grouped by account. */
export function companyResponse(row: Row | undefined, now: Date): CrmCampaignResponse | null {
  const lastAt = dayInPast(row ? textIn(row, 'latest') : null, now);
  const count = row?.responses;
  if (lastAt === null) return null;
  return { lastAt, name: null, count: typeof count === 'number' ? count : null };
}

/**
 * `LastActivityDate` also tells of activities that are archived after a year, but it is the due date of
 * the latest event or closed task: it may lie ahead, and it may be our own task's. Then it says nothing.
 */
function rolledUp(record: Row, now: Date): string | null {
  const day = textIn(record, 'LastActivityDate');
  const isOurs = rowsIn(record, 'Tasks').some((task) => textIn(task, 'ActivityDate') === day);
  return isOurs ? null : dayInPast(day, now);
}

/** A day counts from its beginning. */
function dayInPast(day: string | null, now: Date): string | null {
  return day === null || day > now.toISOString().slice(0, 10) ? null : `${day}T00:00:00.000Z`;
}

function pastInstant(value: unknown, now: Date): string | null {
  const at = isoInstant(value);
  return at !== null && at <= now.toISOString() ? at : null;
}

function latest(...moments: (string | null)[]): string | null {
  const known = moments.filter((moment) => moment !== null);
  return known.sort().at(-1) ?? null;
}
