/** Leads as the training reads them. */
import type { ScorecardModel } from '../../../shared/scoring/training/model.ts';
import { evaluateTable } from '../../../shared/scoring/training/table/evaluate.ts';
import {
  prepareTraining,
  type TableOptions,
} from '../../../shared/scoring/training/table/prepare.ts';
import type { Table } from '../../../shared/scoring/training/table/table.ts';
import { type TrainingOptions, trainScorecard } from '../../../shared/scoring/training/train.ts';
import { type KnownLeads, knownLeads, type Wanted } from './known-truth.ts';

export function tableOf({ header, rows }: Pick<KnownLeads, 'header' | 'rows'>): Table {
  const columns = header.map((_, at) => rows.map((row) => row[at] ?? ''));
  return { header, columns, rows: rows.length };
}

export function optionsOf(changed: Partial<TableOptions> = {}): TableOptions {
  return {
    outcome: 'outcome',
    positive: ['Won'],
    id: 'lead_id',
    time: null,
    template: null,
    exclude: [],
    types: new Map(),
    ...changed,
  };
}

/** @throws where training is refused */
export function trained(
  wanted: Wanted,
  changed: Partial<TableOptions> = {},
  options: TrainingOptions = {},
): ScorecardModel {
  const prepared = prepareTraining(tableOf(knownLeads(wanted)), optionsOf(changed));
  const result = trainScorecard(prepared.set, options);
  if (result.status === 'refused') throw new Error(result.reasons.join(' '));
  return result.model;
}

export function evaluated(model: ScorecardModel, wanted: Wanted) {
  const leads = knownLeads(wanted);
  const outcome = { column: 'outcome', positive: ['Won'] };
  return { leads, ...evaluateTable(model, tableOf(leads), outcome) };
}
