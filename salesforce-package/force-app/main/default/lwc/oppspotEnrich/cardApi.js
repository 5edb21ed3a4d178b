/** What a card asks about one record, through Apex. The answers: `shared/contract/card.ts`. */
import applyPreview from '@salesforce/apex/OppSpotCardController.applyPreview';
import createTask from '@salesforce/apex/OppSpotCardController.createTask';
import discardPreview from '@salesforce/apex/OppSpotCardController.discardPreview';
import enrich from '@salesforce/apex/OppSpotCardController.enrich';
import getOwners from '@salesforce/apex/OppSpotCardController.owners';
import state from '@salesforce/apex/OppSpotCardController.state';
import undoRun from '@salesforce/apex/OppSpotCardController.undoRun';
import watch from '@salesforce/apex/OppSpotCardController.watch';
import { ask } from 'c/oppspotAnswer';

/** Each resolves with the answer's data, or throws an OppspotError. */
export function createCardApi(recordId) {
  return {
    state: () => ask(state, { recordId }),
    enrich: (request) => ask(enrich, { recordId, request: JSON.stringify(request) }),
    watch: (runId, seen) => ask(watch, { recordId, runId, seen }),
    apply: (runId) => ask(applyPreview, { recordId, runId }),
    discard: (runId) => ask(discardPreview, { recordId, runId }),
    undo: (runId) => ask(undoRun, { recordId, runId }),
    createTask: (runId, actionId) => ask(createTask, { recordId, runId, actionId }),
  };
}

/** Names of the org's owners by id; empty where they are not told: then the ids are shown. */
export async function loadOwners() {
  try {
    const { owners } = await ask(getOwners);
    return new Map(owners.map(({ id, name }) => [id, name]));
  } catch {
    return new Map();
  }
}
