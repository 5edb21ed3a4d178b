/** What was foreseen and kept Apex from answering: the same codes and labels as in its sources. */
import type { CardError } from '../../../../shared/contract/answer.ts';

/** Milliseconds, as Apex tells them. */
const pauseMs = 5_000;

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
} as const satisfies Record<string, { readonly code: string; readonly retryAfterMs?: number }>;

export type ForeseenLabel = keyof typeof foreseen;

/** Labels with their codes, for whoever holds them against the Apex. */
export const foreseenProblems: Readonly<
  Record<string, { readonly code: string; readonly retryAfterMs?: number }>
> = foreseen;

/** As `OppSpotException`: the label says what to tell the person. */
export class ApexProblem extends Error {
  override readonly name = 'ApexProblem';
  readonly label: ForeseenLabel;

  constructor(label: ForeseenLabel) {
    super(label);
    this.label = label;
  }
}

/** The refusal with which a component is answered. */
export function refusal(label: ForeseenLabel, labels: ReadonlyMap<string, string>): string {
  const problem: { readonly code: string; readonly retryAfterMs?: number } = foreseen[label];
  const error: CardError = {
    code: problem.code,
    message: labelOf(labels, label),
    retryable: problem.retryAfterMs !== undefined,
    retryAfterMs: problem.retryAfterMs ?? null,
    faults: [],
    requestId: '',
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
