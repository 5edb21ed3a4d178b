import type { LoggedCall } from '../../standin/log.ts';

export interface LoggedRequest extends LoggedCall {
  portalId: number | null;
}
