/** The scoring routes as the contract says; how far a training is, a test decides. */
import type { CardAnswer } from '../../../shared/contract/answer.ts';
import {
  type ScoringChange,
  type ScoringState,
  scoringChange,
  scoringState,
} from '../../../shared/contract/scoring-model.ts';
import { scoringOf } from '../../support/scoring-states.ts';
import { refusal } from './refusal.ts';

export interface ScoringDesk {
  state: ScoringState;
  /** What was decided, newest last. */
  readonly decided: ScoringChange[];
  /** Null for what is none of its routes. */
  answer(method: string, path: string, body: unknown): CardAnswer<unknown> | null;
}

export function scoringDesk(): ScoringDesk {
  const desk: ScoringDesk = {
    state: scoringOf(),
    decided: [],
    answer(method, path, body) {
      if (path !== '/hubspot/settings/scoring') return null;
      if (method === 'POST') {
        const change = scoringChange.parse(body);
        const model = change.do === 'use' && modelOfVersion(change.version);
        if (model && !model.verdict.isBetter) {
          return refusal({ code: 'not_better', message: 'That model is not better.' });
        }
        desk.decided.push(change);
        desk.state = scoringState.parse(after(desk.state, change));
      }
      return { ok: true, data: desk.state };
    },
  };
  const modelOfVersion = (version: number) =>
    desk.state.models.find((model) => model.version === version);
  return desk;
}

function after(state: ScoringState, change: ScoringChange): ScoringState {
  switch (change.do) {
    case 'train':
      return { ...state, training: { ...state.training, state: 'running' } };
    case 'use':
      return withInUse(state, change.version);
    case 'return-to-template':
      return withInUse(state, null);
    case 'set-deal-probability':
      return { ...state, dealProbability: change.probability };
  }
}

function withInUse(state: ScoringState, inUse: number | null): ScoringState {
  return {
    ...state,
    inUse,
    models: state.models.map((model) => {
      if (model.version === inUse) return { ...model, status: 'in-use' };
      return { ...model, status: model.verdict.isBetter ? 'ready' : 'not-better' };
    }),
  };
}
