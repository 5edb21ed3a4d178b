import type { LoggedCall } from '../../standin/log.ts';

export interface LoggedRequest extends LoggedCall {
  orgId: string | null;
}
