/** Of Lightning Data Service: what our components call, told to the page around them. */

/** The page reads the records anew. */
export async function notifyRecordUpdateAvailable(recordIds) {
  const detail = recordIds.map(({ recordId }) => recordId);
  window.dispatchEvent(new CustomEvent('lightning:recordupdate', { detail }));
}
