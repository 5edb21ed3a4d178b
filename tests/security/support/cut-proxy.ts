/** A proxy that can cut every connection through it, as a failing network or a restart does. */
import { onTestFinished } from 'vitest';
import { type Gate, openGate } from '../../chaos/support/gate.ts';

export type CutProxy = Pick<Gate, 'port' | 'cut'>;

/** Closed when the test ends. */
export async function startCutProxy(target: { host: string; port: number }): Promise<CutProxy> {
  const gate = await openGate(target);
  onTestFinished(() => gate.shut());
  return gate;
}
