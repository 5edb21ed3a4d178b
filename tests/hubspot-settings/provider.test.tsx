/** The account's own provider of company facts, on the Fields tab. */
import { Input } from '@hubspot/ui-extensions';
import { describe, expect, it } from 'vitest';
import { openPage, type Page } from './support/page.tsx';
import { refusal } from './support/refusal.ts';
import { settingsServer } from './support/settings-server.ts';

async function openTab(): Promise<Page> {
  const page = await openPage('fields');
  await page.until(() => expect(page.button('Save the provider')).not.toBeNull());
  return page;
}

const kept = {
  kind: 'people-data-labs' as const,
  name: 'PDL',
  url: 'https://api.peopledatalabs.com',
  minLikelihood: 6,
  updatedAt: '2026-11-20T09:30:00.000Z',
};

describe('a provider of the account’s own', () => {
  it('is named, with a secret that is typed unseen', async () => {
    const server = settingsServer();
    const page = await openTab();
    expect(page.text()).toContain('None is saved.');
    expect(page.find(Input, { label: 'Secret' }).props).toMatchObject({
      type: 'password',
      required: true,
    });
    expect(page.button('Remove the provider…')).toBeNull();
    page.type('Name of the provider', ' Our data team ');
    page.type('Address of the provider', 'https://data.example.com');
    page.type('Secret', 'not-to-be-seen');
    page.type('Least likelihood', 7);
    page.press('Save the provider');
    await page.until(() => expect(page.toasts()).toContain('Your provider is saved.'));
    expect(server.provider.saved).toEqual([
      {
        kind: 'oppspot-research',
        name: 'Our data team',
        url: 'https://data.example.com',
        secret: 'not-to-be-seen',
        minLikelihood: 7,
      },
    ]);
    expect(page.input('Secret').props).toMatchObject({ value: '', required: false });
  });

  it('says what is missing before it asks', async () => {
    const server = settingsServer();
    const page = await openTab();
    page.type('Address of the provider', 'http://data.example.com');
    page.type('Least likelihood', 11);
    page.press('Save the provider');
    expect(page.input('Name of the provider').props.validationMessage).toContain('Enter what reps');
    expect(page.input('Address of the provider').props.validationMessage).toContain('https://');
    expect(page.input('Secret').props.error).toBe(true);
    expect(page.input('Least likelihood').props.validationMessage).toContain('1 to 10');
    page.type('Name of the provider', 'Ours');
    expect(page.input('Name of the provider').props.error).toBe(false);
    expect(server.provider.saved).toEqual([]);
  });

  it('is changed without its secret, and says what the server refuses at its place', async () => {
    const server = settingsServer();
    server.provider.state = { provider: kept };
    const page = await openTab();
    page.type('Address of the provider', 'https://elsewhere.example');
    const message = 'Enter the secret of this provider: none is kept for its address.';
    const faults = [{ field: 'secret', message }];
    server.next(() => Response.json(refusal({ code: 'secret_missing', message, faults })));
    page.press('Save the provider');
    await page.until(() => expect(page.input('Secret').props.validationMessage).toBe(message));
    expect(page.input('Address of the provider').props.value).toBe('https://elsewhere.example');

    page.type('Address of the provider', kept.url);
    page.type('Name of the provider', 'People Data Labs');
    page.press('Save the provider');
    await page.until(() => expect(server.provider.saved).toHaveLength(1));
    expect(server.provider.saved[0]).toEqual({
      kind: 'people-data-labs',
      name: 'People Data Labs',
      url: kept.url,
      minLikelihood: 6,
    });
  });

  it('is removed once it is clear what that means', async () => {
    const server = settingsServer();
    server.provider.state = { provider: kept };
    const page = await openTab();
    const dialogue = page.dialogue('Remove the provider…');
    expect(dialogue.title).toBe('Remove PDL?');
    expect(dialogue.text()).toContain('Its secret is deleted');
    dialogue.press('Remove the provider');
    await page.until(() => expect(page.text()).toContain('None is saved.'));
    expect(server.provider.state.provider).toBeNull();
  });

  it('that cannot be loaded leaves the tab as it is', async () => {
    const server = settingsServer();
    const page = await openPage('connection');
    const message = 'Ask an administrator.';
    server.next(() => Response.json(refusal({ code: 'administrators_only', message })));
    page.open('fields');
    await page.until(() => expect(page.alerts()[0]).toContain(message));
    expect(page.button('Save the provider')).toBeNull();
    page.press('Load the provider again');
    await page.until(() => expect(page.button('Save the provider')).not.toBeNull());
  });
});
