/** The settings page as HubSpot draws it, driven by what a person reads on it. */
import {
  Alert,
  Button,
  ErrorState,
  Input,
  LoadingButton,
  LoadingSpinner,
  Modal,
  MultiSelect,
  NumberInput,
  Select,
  Tab,
  TableRow,
  Tabs,
  TextArea,
  Toggle,
} from '@hubspot/ui-extensions';
import {
  createRenderer,
  type RenderedElementNode,
  type RenderedNode,
} from '@hubspot/ui-extensions/testing';
import { expect, vi } from 'vitest';
import { SettingsPage } from '../../../hubspot-project/app/settings/components/SettingsPage.tsx';
import { baseUrl } from './settings-server.ts';

interface LabelledInput {
  readonly props: Readonly<Record<string, unknown>>;
  trigger(event: 'onChange' | 'onInput', value: unknown): void;
}

/** Every kind of input that has a label. */
const inputs = [Input, NumberInput, TextArea, Select, MultiSelect, Toggle] as const;

export type Page = ReturnType<typeof drawPage>;

/** Drawn, but still loading. */
export function drawPage(variables: Record<string, string> = { APP_BASE_URL: baseUrl }) {
  const renderer = createRenderer('settings');
  renderer.mocks.context.variables = variables;
  renderer.mocks.context.user.locale = 'en-gb';
  renderer.mocks.context.portal.id = 7_000_001;
  renderer.render(<SettingsPage />);
  const { maybeFind, findAll, find } = renderer;

  const button = (name: string) =>
    [...findAll(Button), ...findAll(LoadingButton)].find(({ text }) => text === name) ?? null;
  const input = (label: string): LabelledInput => {
    const found = inputs.flatMap((kind) => findAll(kind as typeof Input, { label }))[0];
    if (!found) throw new Error(`There is no input “${label}”.`);
    return found as unknown as LabelledInput;
  };
  return {
    ...renderer,
    button,
    input,
    /** Where a button leads; null where it leads nowhere. */
    leadsTo: (name: string) => {
      const href = button(name)?.props.href;
      return typeof href === 'object' ? href.url : (href ?? null);
    },
    /** A line of a table, by what stands in it. */
    row: (text: string) =>
      findAll(TableRow)
        .map(readText)
        .find((row) => row.includes(text)) ?? null,
    /** The dialogue that opens from a button, with its own inputs and buttons. */
    dialogue(opener: string) {
      const overlay = () => button(opener)?.props.overlay as unknown as RenderedElementNode;
      const buttons = () => [...overlay().findAll(Button), ...overlay().findAll(LoadingButton)];
      return {
        title: overlay().find(Modal).props.title,
        text: () => readText(overlay()),
        input: () => overlay().find(Input),
        press(name: string) {
          const found = buttons().find(({ text }) => text === name);
          if (!found) throw new Error(`The dialogue has no button “${name}”.`);
          found.trigger('onClick');
        },
      };
    },
    tabs: () => findAll(Tab).map(({ props }) => props.title),
    alerts: () => findAll(Alert).map((alert) => `${alert.props.title} | ${readText(alert)}`),
    error: () => maybeFind(ErrorState),
    isLoading: () => maybeFind(LoadingSpinner) !== null,
    /** Leaves the input with a new value, as HubSpot reports it. */
    type(label: string, value: unknown) {
      input(label).trigger('onChange', value);
    },
    press(name: string) {
      const found = button(name);
      if (!found) throw new Error(`There is no button “${name}”.`);
      if (found.props.disabled) throw new Error(`“${name}” is disabled.`);
      found.trigger('onClick');
    },
    open(section: string) {
      find(Tabs).trigger('onSelectedChange', section as never);
    },
    toasts: () => renderer.mocks.actions.addAlert.calls.map(([alert]) => alert.message),
    text: () => readText(renderer.getRootNode()),
    // Not the renderer's own, which looks only when something is drawn: a toast is not.
    until: (check: () => void) => vi.waitFor(check, { timeout: 20_000, interval: 5 }),
  };
}

/** What a person reads in a part of the page. */
export function readText(node: RenderedNode): string {
  if (!('childNodes' in node)) return node.text;
  return node.childNodes.map(readText).join(' ').replace(/\s+/g, ' ').trim();
}

/** Drawn and loaded, with one of the sections open. */
export async function openPage(section = 'connection'): Promise<Page> {
  const page = drawPage();
  await page.until(() => expect(page.tabs()).toHaveLength(8));
  page.open(section);
  return page;
}

export async function saved(page: Page): Promise<void> {
  page.press('Save');
  await page.until(() => expect(page.toasts()).toContain('Settings saved.'));
}
