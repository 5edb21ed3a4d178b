import { describe, expect, it } from 'vitest';
import { cardTaskRequest } from '../../shared/contract/card.ts';
import { cardServer, held, ok, refused } from './support/card-server.ts';
import { cardOf, ended, enrichedCard, errorOf, previewedCard, taskOf } from './support/cards.ts';
import { latestId, preview, previewId, strong, undoOf } from './support/enrichments.ts';
import { openCard } from './support/open-card.tsx';
import { opened } from './support/runs.ts';

const undo = 'Undo enrichment';
const [action] = strong().nextActions;
if (!action) throw new Error('The fixture suggests nothing.');
const createTask = `Create task for: ${action.title}`;

describe('a preview of changes', () => {
  it('names field, now, proposed, source, policy and whether it is written, the account’s own fields first', async () => {
    const screen = await opened(
      cardServer(),
      previewedCard({ preview: preview({ current: { city: 'Bradford', oppspot_score: '61' } }) }),
    );
    const text = screen.text();
    expect(text).toContain('This is a preview');
    expect(text).toContain('Field Now Proposed Source Policy Written?');
    expect(text).toContain(
      'City Bradford Leeds Company website Only when empty No. The field holds a value; only empty ones',
    );
    const { score } = preview();
    expect(text).toContain(`oppSpot score 61 ${score.value}`);
    expect(text.indexOf('Your fields')).toBeLessThan(text.indexOf('oppSpot fields'));
    expect(text).toContain('Your fields: 0 to write and 1 left as it is');
  });

  it('proposes nothing where HubSpot would not take what was found', async () => {
    const standing = 'INFORMATION_TECHNOLOGY_AND_SERVICES';
    const { plan } = preview();
    const [change] = plan.changes;
    if (!change) throw new Error('The preview changes something.');
    const reason = 'HubSpot has no industry that certainly means “Bakery”.';
    const refused = {
      ...change,
      field: 'industry',
      label: 'Industry',
      oppspotField: 'company_industry',
      before: standing,
      after: standing,
      decision: 'skip' as const,
      reason,
    };
    const screen = await opened(
      cardServer(),
      previewedCard({ preview: preview({ overrides: { plan: { ...plan, changes: [refused] } } }) }),
    );
    expect(screen.text()).toMatch(
      /Industry Information technology and services nothing .* No\. HubSpot has no industry/,
    );
  });

  it('announces the task, the deal and what is left undone, with reasons', async () => {
    const screen = await opened(cardServer(), previewedCard());
    const { plan } = preview();
    expect(screen.text()).toContain(`Task ${plan.task?.subject}, due `);
    expect(screen.text()).toContain(plan.task?.reason);
    expect(screen.text()).toContain(`Deal ${plan.deal?.name}. ${plan.deal?.reason}`);
  });

  it('is applied as it is shown; the record is refreshed', async () => {
    const server = cardServer();
    const applied = strong({ overrides: { id: previewId } });
    const answer = held();
    server.on('apply', answer.reply);
    const screen = await opened(server, previewedCard());
    const fields = preview().plan.changes.filter(({ decision }) => decision === 'write').length;
    const apply = `Apply ${fields + 2} changes`;
    screen.press(apply);
    await screen.until(() => expect(screen.isLoading(apply)).toBe(true));
    expect(screen.button('Discard preview')?.props.disabled).toBe(true);
    answer.release(ended(enrichedCard({ latest: applied })));
    await screen.until(() => expect(screen.text()).not.toContain('This is a preview'));
    expect(server.about('apply')).toMatchObject([
      { path: `/hubspot/cards/contact/1001/runs/${previewId}/apply`, body: {} },
    ]);
    expect(screen.refreshes()).toBe(1);
    expect(screen.toasts()[0]).toContain('success: Ada Sample is enriched.');
  });

  it('is discarded without touching the record', async () => {
    const server = cardServer().on('discard', ok(ended(enrichedCard())));
    const screen = await opened(server, previewedCard({ latest: strong() }));
    screen.press('Discard preview');
    await screen.until(() => expect(screen.text()).not.toContain('This is a preview'));
    expect(screen.refreshes()).toBe(0);
    expect(screen.toasts()).toEqual(['info: Preview discarded. Nothing was written.']);
  });

  it('is made anew when the record changed since', async () => {
    const changed = errorOf('record_changed', 'The record changed, so nothing was written.');
    const server = cardServer()
      .on('apply', refused(changed))
      .on('enrich', ok(ended(previewedCard())));
    const screen = await opened(server, previewedCard());
    screen.press(screen.buttonNames().find((name) => name.startsWith('Apply')) ?? '');
    await screen.until(() =>
      expect(screen.alerts().join()).toContain('The record changed, so nothing was written.'),
    );
    screen.press('Preview again');
    await screen.until(() => expect(server.about('enrich')).toHaveLength(1));
    expect(server.about('enrich')[0]?.body).toMatchObject({ mode: 'preview' });
  });

  it('offers nothing to apply where nothing would change', async () => {
    const { plan } = preview();
    const nothing = { ...plan, changes: [], task: null, deal: null };
    const screen = await opened(
      cardServer(),
      previewedCard({ preview: preview({ overrides: { plan: nothing } }) }),
    );
    expect(screen.text()).toContain('Nothing in HubSpot would change.');
    expect(screen.buttonNames().some((name) => name.startsWith('Apply'))).toBe(false);
    expect(screen.button('Discard preview')).not.toBeNull();
  });
});

describe('what was written', () => {
  it('stands with its links, and with what each field held before', async () => {
    const latest = strong({ current: { oppspot_score: '61' } });
    const screen = await opened(cardServer(), enrichedCard({ latest }));
    await screen.openTab('Changes');
    const task = latest.written.find(({ kind }) => kind === 'task');
    expect(screen.link(task?.detail ?? '')).toEqual({ url: task?.url, external: true });
    expect(screen.text()).toMatch(/Fields Written \d+ fields Task Written/);
    expect(screen.text()).toContain('Field Before oppSpot’s value Source Policy To be written?');
    expect(screen.text()).toContain(`oppSpot score 61 ${latest.score.value}`);
    expect(screen.text()).not.toContain('Proposed');
  });
});

describe.each(['tab', 'sidebar'] as const)('undo in the %s', (place) => {
  it('is confirmed first, then says what it restored, deleted and left alone', async () => {
    const server = cardServer()
      .on('state', ok(enrichedCard()))
      .on(
        'undo',
        ok(
          ended(
            enrichedCard({ latest: strong({ overrides: { status: 'undone' } }), undo: undoOf() }),
          ),
        ),
      );
    const screen = await openCard({ place });
    const dialogue = screen.dialogue(undo);
    expect(dialogue.title).toBe('Undo this enrichment?');
    expect(dialogue.text).toMatch(/oppSpot wrote \d+ fields, 1 task and 1 deal\./);
    expect(dialogue.text).toContain('unless somebody has changed it since');
    expect(server.about('undo')).toHaveLength(0);

    dialogue.press(/^Undo \d+ fields, 1 task and 1 deal$/);
    await screen.until(() =>
      expect(screen.alerts().join()).toContain('This enrichment was undone'),
    );
    expect(server.about('undo')).toMatchObject([
      { path: `/hubspot/cards/contact/1001/runs/${latestId}/undo`, body: {} },
    ]);
    expect(screen.mocks.actions.closeOverlay.calls).toEqual([[`oppspot-undo-${place}`]]);
    expect(screen.refreshes()).toBe(1);
    expect(screen.toasts()).toEqual(['warning: Undone. 1 restored, 1 deleted and 1 left alone.']);
    expect(screen.button(undo)).toBeNull();
  });

  it('is not done when the rep keeps it', async () => {
    const server = cardServer().on('state', ok(enrichedCard()));
    const screen = await openCard({ place });
    screen.dialogue(undo).press(/^Keep it$/);
    expect(screen.mocks.actions.closeOverlay.callCount).toBe(1);
    expect(server.about('undo')).toHaveLength(0);
  });
});

describe('after an undo', () => {
  it('the enrichment before it stands, says so and can be undone in turn', async () => {
    const laterId = '5f0f3c1e-5f8e-4f0e-9c57-0a4f6f0a7a44';
    const later = { ...undoOf(), enrichmentId: laterId };
    const server = cardServer().on('undo', ok(ended(enrichedCard({ undo: later }))));
    const latest = strong({ overrides: { id: laterId } });
    const screen = await opened(server, enrichedCard({ latest }));
    screen.dialogue(undo).press(/^Undo \d+ fields, 1 task and 1 deal$/);
    await screen.until(() =>
      expect(screen.alerts().join()).toContain(
        'The enrichment after this one was undone 1 restored, 1 deleted and 1 left alone. What you see is the enrichment before it, which stands.',
      ),
    );
    expect(screen.toasts()).toEqual(['warning: Undone. 1 restored, 1 deleted and 1 left alone.']);
    expect(screen.button(undo)).not.toBeNull();
  });

  it('each item says what became of it and why', async () => {
    const latest = strong({ overrides: { status: 'undone' } });
    const screen = await opened(cardServer(), enrichedCard({ latest, undo: undoOf() }));
    await screen.openTab('Changes');
    const text = screen.text();
    expect(text).toContain('City Restored to: Bradford The value was still the one oppSpot wrote.');
    expect(text).toContain('Follow up with Ada Sample Left alone Somebody completed it.');
    expect(text).toContain('Deleted Nobody had touched it.');
  });

  it('there is nothing to undo where nothing was written', async () => {
    const latest = strong({ overrides: { written: [] } });
    const screen = await opened(cardServer(), enrichedCard({ latest }));
    expect(screen.button(undo)).toBeNull();
    await screen.openTab('Changes');
    expect(screen.text()).toContain('Nothing was written.');
  });
});

describe.each(['tab', 'sidebar'] as const)('a next action in the %s', (place) => {
  it('becomes a task with one click, which opens it and takes it back', async () => {
    const task = taskOf({ actionId: action.id });
    const server = cardServer()
      .on('state', ok(enrichedCard()))
      .on('tasks', ok(ended(enrichedCard({ tasks: [task] }))))
      .on('undo', ok(ended(enrichedCard({ tasks: [{ ...task, status: 'undone', url: null }] }))));
    const screen = await openCard({ place });
    screen.press(createTask);
    const open = `Open task: ${task.subject}`;
    await screen.until(() => expect(screen.link(open)).toEqual({ url: task.url, external: true }));
    const [asked] = server.about('tasks');
    expect(asked?.path).toBe(`/hubspot/cards/contact/1001/runs/${latestId}/tasks`);
    expect(cardTaskRequest.parse(asked?.body)).toEqual({ actionId: action.id });
    expect(screen.text()).toContain('Task created');
    expect(screen.button(createTask)).toBeNull();

    screen.press(`Undo creating the task for: ${action.title}`);
    await screen.until(() => expect(screen.text()).toContain('Task removed'));
    expect(server.about('undo')[0]?.path).toContain(`/runs/${task.runId}/undo`);
    expect(screen.button(createTask)).not.toBeNull();
    expect(screen.refreshes()).toBe(2);
    expect(screen.toasts()).toEqual([
      `success: Task created. ${task.subject}`,
      `success: Task removed. ${task.subject}`,
    ]);
  });

  it('says why its task was not created, and offers it again', async () => {
    const failed = taskOf({
      actionId: action.id,
      status: 'failed',
      url: null,
      error: 'HubSpot refused the owner.',
    });
    cardServer()
      .on('state', ok(enrichedCard()))
      .on('tasks', ok(ended(enrichedCard({ tasks: [failed] }))));
    const screen = await openCard({ place });
    screen.press(createTask);
    await screen.until(() => expect(screen.text()).toContain('HubSpot refused the owner.'));
    expect(screen.button(createTask)).not.toBeNull();
    expect(screen.toasts()).toEqual([]);
  });
});

describe('next actions', () => {
  it('stand below the task that was created already, which is opened with one click', async () => {
    const screen = await opened(cardServer(), enrichedCard());
    const subject = strong().plan.task?.subject;
    expect(screen.text()).toContain(`oppSpot has created a task already: ${subject}`);
  });

  it('have buttons that tell them apart', async () => {
    const screen = await opened(cardServer(), enrichedCard());
    const names = screen.buttonNames().filter((name) => name.startsWith('Create task'));
    expect(names).toHaveLength(strong().nextActions.length);
    expect(new Set(names).size).toBe(names.length);
  });

  it('wait for a preview to be applied', async () => {
    const screen = await opened(cardServer(), previewedCard());
    expect(screen.text()).toContain('Tasks can be created once the preview is applied.');
    expect(screen.buttonNames().some((name) => name.startsWith('Create task'))).toBe(false);
  });

  it('say so when there is none', async () => {
    const latest = strong({ overrides: { nextActions: [] } });
    const screen = await opened(cardServer(), cardOf({ latest }));
    expect(screen.text()).toContain('Nothing is suggested');
  });
});
