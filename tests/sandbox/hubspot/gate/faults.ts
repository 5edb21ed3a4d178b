/** Misfortune on order, as HubSpot words it. */
import { z } from 'zod';
import * as standin from '../../standin/faults.ts';

const statusFault = z.strictObject({
  ...standin.statusShape,
  policyName: z.enum(['TEN_SECONDLY_ROLLING', 'SECONDLY', 'DAILY']).optional(),
});

/** Body of `POST /__standin/faults`. */
export const faultOrder = standin.faultOrderOf(
  z.discriminatedUnion('kind', [statusFault, ...standin.connectionFaults]),
);

export type StatusFault = z.infer<typeof statusFault>;
export type Fault = standin.Fault<StatusFault>;
export type FaultAction = Fault['action'];
