import Component from 'c/oppspotActions';
import enriched from '../../oppspotEnrich/__tests__/data/enriched.json';
import preview from '../../oppspotEnrich/__tests__/data/preview.json';
import taskCreated from '../../oppspotEnrich/__tests__/data/task-created.json';
import { all, clear, put, settled, textOf } from '../../oppspotEnrich/__tests__/support/page';

describe('c-oppspot-actions', () => {
  afterEach(clear);

  const draw = (card, actions = (card.preview ?? card.latest).nextActions) =>
    put('c-oppspot-actions', Component, { actions, card, evidence: new Map(), work: null });
  const asks = (element) => all(element, 'c-oppspot-ask-button').map(({ ask }) => ask.kind);
  const withTask = (change) => ({
    ...taskCreated,
    tasks: [{ ...taskCreated.tasks[0], ...change }],
  });

  it('offers a task for each of them', async () => {
    const element = draw(enriched);
    await settled();

    expect(new Set(asks(element))).toEqual(new Set(['task']));
    await expect(element).toBeAccessible();
  });

  it.each([
    ['written', 'Task created', 'undo'],
    ['pending', 'Task not confirmed yet', 'undo'],
    ['undone', 'Task removed', 'task'],
    ['failed', 'No right to create tasks.', 'task'],
  ])('says of a task that is %s: %s', async (status, words, ask) => {
    const element = draw(withTask({ status, error: status === 'failed' ? words : null }));
    await settled();

    expect(textOf(element)).toContain(words);
    expect(asks(element)[0]).toBe(ask);
    await expect(element).toBeAccessible();
  });

  it('names a failure that has no words of its own', () => {
    expect(textOf(draw(withTask({ status: 'failed', error: null })))).toContain('was not created');
  });

  it('offers no task for what is only previewed', () => {
    const element = draw(preview);

    expect(asks(element)).toEqual([]);
    expect(textOf(element)).toContain('once the preview is applied');
  });

  it('says that nothing is suggested', () => {
    expect(textOf(draw(enriched, []))).toContain('Nothing is suggested');
  });
});
