/** What holds for every record, whatever the evidence. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { assignment, nextAction, score, stage, summary, veto } from '../../shared/contract/v1.ts';
import { decide } from '../../shared/decide.ts';
import { stageOrder } from '../../shared/decision/stage.ts';
import { signal } from '../../shared/evidence/signal.ts';
import { fieldValues } from '../../shared/fields/values.ts';
import { language } from '../../shared/language/language.ts';
import { gateSummary } from '../../shared/narrative/gate.ts';
import { hasHiddenCharacters } from '../../shared/narrative/plain-text.ts';
import { distinctEvidences, evidences, inputs } from './support/arbitraries.ts';
import { inputOf, now } from './support/evidence.ts';

const languages = language.options;
const runs = { numRuns: 400 };

describe('every decision', () => {
  it('is the same for the same input', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        expect(decide(structuredClone(input))).toEqual(decide(input));
      }),
      runs,
    );
  });

  it('does not depend on the order of the evidence', () => {
    fc.assert(
      fc.property(
        inputs.chain((input) =>
          fc.tuple(
            fc.constant(input),
            fc.shuffledSubarray([...input.evidence], { minLength: input.evidence.length }),
          ),
        ),
        ([input, shuffled]) => {
          expect(decide({ ...input, evidence: shuffled })).toEqual(decide(input));
        },
      ),
      runs,
    );
  });

  it('leaves its input as it was', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const before = structuredClone(input);
        decide(input);
        expect(input).toEqual(before);
      }),
      runs,
    );
  });

  it('fits the wire contract', () => {
    const contract = z.object({
      score,
      stage,
      assignment,
      summary,
      veto: veto.nullable(),
      signals: z.array(signal),
      nextActions: z.array(nextAction).max(5),
    });
    fc.assert(
      fc.property(inputs, (input) => {
        const { task, deal, ...shown } = decide(input);
        contract.parse(shown);
        if (task.create) {
          expect(task.subject.length).toBeLessThanOrEqual(255);
          expect(task.body.length).toBeLessThanOrEqual(4000);
        }
        if (deal.create) expect(deal.name.length).toBeLessThanOrEqual(120);
      }),
      runs,
    );
  });

  it('leads every signal, reason, veto and sentence back to evidence that was given', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const given = new Set(input.evidence.map(({ id }) => id));
        const { signals, score, veto, summary, nextActions } = decide(input);
        const cited = [
          ...signals,
          ...score.contributions,
          ...(veto ? [veto] : []),
          ...summary.sentences,
        ];
        for (const { evidenceIds } of cited) {
          expect(evidenceIds.length).toBeGreaterThan(0);
          for (const id of evidenceIds) expect(given).toContain(id);
        }
        for (const { evidenceIds } of nextActions) {
          for (const id of evidenceIds) expect(given).toContain(id);
        }
        expect(new Set(signals.map(({ id }) => id)).size).toBe(signals.length);
      }),
      runs,
    );
  });

  it('accounts for every point: contributions add up to their component and to the score', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { score } = decide(input);
        let overall = 0;
        for (const component of score.components) {
          const entries = score.contributions.filter((entry) => entry.component === component.name);
          const sum = entries.reduce((total, { points }) => total + points, 0);
          expect(sum).toBe(component.value ?? 0);
          expect(component.value === null).toBe(entries.length === 0);
          overall += entries.reduce((total, { overallPoints }) => total + overallPoints, 0);
        }
        if (score.value !== null)
          expect(Math.abs(overall - score.value)).toBeLessThanOrEqual(0.5 + 1e-6);
      }),
      runs,
    );
  });

  it('spreads the weights over the known components alone', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { score } = decide(input);
        const total = score.components.reduce((sum, entry) => sum + entry.effectiveWeight, 0);
        for (const { value, effectiveWeight } of score.components) {
          if (value === null) expect(effectiveWeight).toBe(0);
        }
        if (score.value === null) expect(total).toBe(0);
        else expect(total).toBeCloseTo(1, 9);
      }),
      runs,
    );
  });

  it('never moves a record backwards', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const reached = stageOrder.indexOf(decide(input).stage.name);
        for (const earlier of [input.record.crmStage, input.record.previousStage]) {
          if (earlier !== null) expect(reached).toBeGreaterThanOrEqual(stageOrder.indexOf(earlier));
        }
      }),
      runs,
    );
  });

  it('creates nothing against a veto, an objection or a suppression', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { veto, task, deal } = decide(input);
        const suppressed = input.match.status === 'none' && input.match.code === 'suppressed';
        if (veto || input.record.optedOut || suppressed) {
          expect([task.create, deal.create]).toEqual([false, false]);
        }
        if (input.record.openDeals > 0 || input.match.status !== 'matched') {
          expect(deal.create).toBe(false);
        }
      }),
      runs,
    );
  });

  it('shows no invisible characters', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const decision = decide(input);
        const texts = [
          ...decision.signals.map(({ title }) => title),
          ...decision.score.contributions.map(({ reason }) => reason),
          ...decision.nextActions.flatMap(({ title, reason }) => [title, reason]),
          ...(decision.task.create
            ? [decision.task.subject, ...decision.task.body.split('\n')]
            : []),
          ...(decision.deal.create ? [decision.deal.name] : []),
        ];
        for (const text of texts) expect(hasHiddenCharacters(text)).toBe(false);
      }),
      runs,
    );
  });
});

describe('the template summary', () => {
  it('passes the gate for any evidence in any language', () => {
    fc.assert(
      fc.property(distinctEvidences, fc.constantFrom(...languages), (evidence, language) => {
        const { summary } = decide({ ...inputOf(evidence), language });
        if (summary.sentences.length === 0) return;
        expect(gateSummary(summary, evidence, language)).toEqual({
          ok: true,
          sentences: summary.sentences,
        });
      }),
      { numRuns: 5000 },
    );
  });

  it('says something as soon as there is usable evidence', () => {
    fc.assert(
      fc.property(evidences, (evidence) => {
        const { summary } = decide(inputOf(evidence));
        const isUsable = ({ kind, observedAt }: (typeof evidence)[number]) =>
          !['engagement', 'page-intent'].includes(kind) || observedAt <= now;
        const usable = new Set(evidence.filter(isUsable).map(({ id }) => id));
        if (usable.size > 1) expect(summary.sentences.length).toBeGreaterThanOrEqual(2);
        if (usable.size === 0) expect(summary.sentences).toEqual([]);
      }),
      runs,
    );
  });
});

describe('the field values', () => {
  it('never turn unknown into a number', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const decision = decide(input);
        const values = fieldValues(decision, {
          now,
          match: input.match,
          evidence: input.evidence,
          enrichmentId: 'enr_1',
        });
        expect(values.score.value).toBe(decision.score.value);
        for (const { name, value } of decision.score.components) {
          expect(values[`score_${name}`].value).toBe(value);
        }
      }),
      runs,
    );
  });
});
