import Component from 'c/oppspotAskButton';
import { all, clear, put } from '../../oppspotEnrich/__tests__/support/page';

describe('c-oppspot-ask-button', () => {
  afterEach(clear);

  const task = (actionId) => ({ kind: 'task', runId: 'run', actionId });
  const draw = (properties) => {
    const element = put('c-oppspot-ask-button', Component, {
      ask: task('a'),
      work: null,
      label: 'Create task',
      busyLabel: 'Creating the task…',
      subject: 'Call Ada',
      ...properties,
    });
    const asked = jest.fn();
    element.addEventListener('oppspotask', ({ detail }) => asked(detail));
    const [inner] = all(element, 'lightning-button');
    return { element, inner, asked };
  };
  const click = (inner) => inner.dispatchEvent(new CustomEvent('click'));

  it('asks when it is clicked', async () => {
    const { element, inner, asked } = draw();
    click(inner);

    expect(asked).toHaveBeenCalledWith(task('a'));
    expect(inner.title).toBe('Create task: Call Ada');
    await expect(element).toBeAccessible();
  });

  it('says what it does meanwhile, keeps its place for the keyboard, and asks nothing', () => {
    const { inner, asked } = draw({ work: { ask: task('a') } });
    click(inner);

    expect(inner).toMatchObject({ label: 'Creating the task…', disabled: false });
    expect(asked).not.toHaveBeenCalled();
  });

  it.each([
    ['another of its kind is carried out', { work: { ask: task('b') } }],
    ['somebody else works on the record', { work: { ask: null } }],
    ['there is nothing to ask', { ask: null }],
    ['it is told to', { disabled: true }],
  ])('waits while %s', (_, properties) => {
    expect(draw(properties).inner.disabled).toBe(true);
  });
});
