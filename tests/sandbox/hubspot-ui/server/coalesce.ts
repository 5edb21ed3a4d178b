/** Calls back once for all calls of a moment. @param ms how long the moment lasts */
export function coalesced(callback: () => void, ms: number): () => void {
  let timer: NodeJS.Timeout | undefined;
  return () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      callback();
    }, ms).unref();
  };
}
