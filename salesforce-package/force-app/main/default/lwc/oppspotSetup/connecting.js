/** Looks again and again whether an org is connected, while somebody connects it in another tab. */
/* eslint-disable no-await-in-loop -- one question is asked after the other */
import { pause } from 'c/oppspotTime';

const EVERY_MS = 4_000;
/** Whoever takes longer comes back to the page, which then looks by itself. */
const PATIENCE_MS = 600_000;

/**
 * @param {() => Promise<boolean>} isConnected
 * @returns {() => void} stops it
 */
export function watchConnecting(isConnected) {
  const endsAt = Date.now() + PATIENCE_MS;
  let isOn = true;
  async function watch() {
    while (Date.now() < endsAt) {
      await pause(EVERY_MS);
      // Behind another tab nobody reads it; whoever comes back to this one is told at once.
      const isSeen = document.visibilityState === 'visible';
      if (!isOn || (isSeen && (await isConnected()))) return;
    }
  }
  watch();
  return () => {
    isOn = false;
  };
}
