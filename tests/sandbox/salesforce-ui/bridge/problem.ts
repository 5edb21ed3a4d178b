/** What was foreseen and kept Apex from answering: the same codes and labels as in its sources. */
import type { CardError } from '../../../../shared/contract/answer.ts';

/** Milliseconds, as Apex tells them. */
const pauseMs = 5_000;

interface Foreseen {
  readonly code: string;
  /** Milliseconds; absent where asking again changes nothing. */
  readonly retryAfterMs?: number;
}

/** The label of each code, and whether asking again may help. */
const foreseen = {
  Apex_Not_Connected: { code: 'not_connected' },
  Apex_Keys_Refused: { code: 'not_connected' },
  Apex_No_Access: { code: 'no_access' },
  Apex_Unsupported_Object: { code: 'unsupported_object' },
  Apex_No_Enrich_Permission: { code: 'no_permission' },
  Apex_No_Admin_Permission: { code: 'no_permission' },
  Apex_No_Credential_Access: { code: 'no_permission' },
  Apex_Switched_Off: { code: 'switched_off' },
  Apex_No_App_Address: { code: 'no_address' },
  Apex_Timed_Out: { code: 'timed_out', retryAfterMs: pauseMs },
  Apex_Busy: { code: 'busy', retryAfterMs: pauseMs },
  Apex_Unreachable: { code: 'unreachable', retryAfterMs: pauseMs },
  Apex_Not_Understood: { code: 'unexpected' },
} as const satisfies Record<string, Foreseen>;

export type ForeseenLabel = keyof typeof foreseen;

/** Labels with their codes, for whoever holds them against the Apex. */
export const foreseenProblems: Readonly<Record<string, Foreseen>> = foreseen;

/** As `OppSpotException`: the label says what to tell the person. */
export class ApexProblem extends Error {
  override readonly name = 'ApexProblem';
  readonly label: ForeseenLabel;
  /** Milliseconds after which asking again makes sense; null when there is no such time. */
  readonly retryAfterMs: number | null;

  /** `retryAfterMs` where it is known better than by the label. */
  constructor(label: ForeseenLabel, retryAfterMs?: number) {
    super(label);
    this.label = label;
    const problem: Foreseen = foreseen[label];
    this.retryAfterMs = retryAfterMs ?? problem.retryAfterMs ?? null;
  }
}

/** The refusal with which a component is answered. `requestId` names the transaction. */
export function refusal(
  { label, retryAfterMs }: ApexProblem,
  labels: ReadonlyMap<string, string>,
  requestId: string,
): string {
  const error: CardError = {
    code: foreseen[label].code,
    message: labelOf(labels, label),
    retryable: retryAfterMs !== null,
    retryAfterMs,
    faults: [],
    requestId,
  };
  return JSON.stringify({ ok: false, error });
}

/** A label's text with its placeholders filled in. @throws for a label that nobody wrote */
export function labelOf(
  labels: ReadonlyMap<string, string>,
  name: string,
  ...values: readonly string[]
): string {
  const text = labels.get(name);
  if (text === undefined) throw new Error(`There is no custom label ${name}.`);
  return text.replaceAll(/\{(\d+)\}/g, (whole, index) => values[Number(index)] ?? whole);
}
