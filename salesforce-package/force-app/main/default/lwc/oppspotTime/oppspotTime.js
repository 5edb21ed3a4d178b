/** Waiting. The one place of the card that starts timers; whoever starts one stops it too. */

/** Resolves after so many milliseconds. */
export function pause(milliseconds) {
  return new Promise((resolve) => {
    // Salesforce sends no word of a run's progress to a component: it has to ask again.
    // eslint-disable-next-line @lwc/lwc/no-async-operation
    setTimeout(resolve, milliseconds);
  });
}

/**
 * Counts whole seconds down, beginning with those left now and ending with 0.
 *
 * @param {number} milliseconds until 0
 * @param {(seconds: number) => void} tell
 * @returns {() => void} stops it
 */
export function countdown(milliseconds, tell) {
  const endsAt = Date.now() + milliseconds;
  let timer = null;
  const tick = () => {
    const seconds = Math.max(0, Math.ceil((endsAt - Date.now()) / 1000));
    tell(seconds);
    if (seconds === 0) clearInterval(timer);
  };
  // A person sees the seconds pass.
  // eslint-disable-next-line @lwc/lwc/no-async-operation
  timer = setInterval(tick, 1000);
  tick();
  return () => clearInterval(timer);
}
