/** Misfortune on order, as Salesforce words it. */
import { z } from 'zod';
import * as standin from '../../standin/faults.ts';

const statusFault = z.strictObject({
  ...standin.statusShape,
  errorCode: z.string().optional(),
  /** As a maintenance page, which no API client expects. */
  asPage: z.boolean().optional(),
});

/** Body of `POST /__standin/faults`. */
export const faultOrder = standin.faultOrderOf(
  z.discriminatedUnion('kind', [statusFault, ...standin.connectionFaults]),
);

export type StatusFault = z.infer<typeof statusFault>;
