/** Calls back once for all calls of a moment. @param ms how long the moment lasts */
export function coalesced(callback: () => void, ms: number): () => void {
  let isDue = false;
  return () => {
    if (isDue) return;
    isDue = true;
    setTimeout(() => {
      isDue = false;
      callback();
    }, ms).unref();
  };
}
