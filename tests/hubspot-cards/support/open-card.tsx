/** A card as HubSpot draws it, driven by what a rep reads on it. */
import {
  Alert,
  Button,
  Input,
  Link,
  LoadingButton,
  LoadingSpinner,
  Modal,
  ScoreCircle,
  Tab,
  Tabs,
  ToggleGroup,
} from '@hubspot/ui-extensions';
import {
  createRenderer,
  type RenderedElementNode,
  type RenderedNode,
} from '@hubspot/ui-extensions/testing';
import { type ReactNode, useState } from 'react';
import { expect, onTestFinished, vi } from 'vitest';
import { CompactCard } from '../../../hubspot-project/app/cards/components/CompactCard.tsx';
import { FullCard } from '../../../hubspot-project/app/cards/components/FullCard.tsx';
import { appOrigin } from './card-server.ts';

export interface Opening {
  readonly place?: 'tab' | 'sidebar';
  readonly objectTypeId?: string;
  readonly locale?: string;
  readonly variables?: Record<string, string>;
  /** The person manages the account's apps. */
  readonly isAdmin?: boolean;
}

export type Screen = ReturnType<typeof drawCard>;

/** Drawn, but still loading. */
export function drawCard(opening: Opening = {}) {
  const location = opening.place === 'sidebar' ? 'crm.record.sidebar' : 'crm.record.tab';
  const renderer = createRenderer<'crm.record.tab' | 'crm.record.sidebar'>(location);
  const { context, actions } = renderer.mocks;
  context.variables = opening.variables ?? { APP_BASE_URL: appOrigin };
  context.user.locale = opening.locale ?? 'en-gb';
  context.user.permissions = opening.isAdmin ? ['integrations-management-write'] : [];
  context.portal.id = 7_000_001;
  context.crm.objectId = 1001;
  context.crm.objectTypeId = opening.objectTypeId ?? '0-1';
  const stage = { leave: () => {} };
  renderer.render(
    <Stage stage={stage}>{opening.place === 'sidebar' ? <CompactCard /> : <FullCard />}</Stage>,
  );
  // A card that stays open would ask the server of the next test.
  onTestFinished(() => stage.leave());

  const buttons = () => [...renderer.findAll(LoadingButton), ...renderer.findAll(Button)];
  /** By its accessible name: text and what icons say. */
  const button = (name: string) => buttons().find((item) => readText(item) === name) ?? null;
  return {
    ...renderer,
    isLoading: (name: string) => {
      const found = renderer.findAll(LoadingButton).find((item) => readText(item) === name);
      return found?.props.loading ?? false;
    },
    /** HubSpot tells of new values of the properties the card listens to. */
    recordSays(properties: Record<string, string>) {
      for (const [names, tell] of actions.onCrmPropertiesUpdate.calls) {
        if (Object.keys(properties).every((name) => names.includes(name))) tell(properties);
      }
    },
    /** The rep turns to another record. */
    leave: () => stage.leave(),
    button,
    buttonNames: () => buttons().map(readText),
    press(name: string) {
      const found = button(name);
      if (!found) throw new Error(`There is no button “${name}”.`);
      if (found.props.disabled) throw new Error(`“${name}” is disabled.`);
      found.trigger('onClick');
    },
    /** Turns to a tab; its title begins so. */
    async openTab(title: string) {
      const tab = renderer.findAll(Tab).find(({ props }) => props.title?.startsWith(title));
      if (!tab) throw new Error(`There is no tab “${title}”.`);
      renderer.find(Tabs).trigger('onSelectedChange', tab.props.tabId as never);
      await vi.waitFor(() => expect(renderer.find(Tabs).props.selected).toBe(tab.props.tabId));
    },
    pick(label: string) {
      const group = renderer.find(ToggleGroup);
      const option = group.props.options.find((item) => item.label === label);
      if (!option) throw new Error(`There is no option “${label}”.`);
      group.trigger('onChange', option.value as never);
    },
    type(label: string, value: string) {
      renderer.find(Input, { label }).trigger('onInput', value as never);
    },
    /** Where a button leads; null where it leads nowhere. */
    leadsTo: (name: string) => {
      const href = button(name)?.props.href;
      return typeof href === 'object' ? href.url : (href ?? null);
    },
    /** Where a link leads; null where the text is no link. */
    link: (name: string) =>
      renderer.findAll(Link).find((item) => readText(item) === name)?.props.href ?? null,
    text: () => readText(renderer.getRootNode()),
    alerts: () => renderer.findAll(Alert).map((alert) => readText(alert)),
    score: () => renderer.maybeFind(ScoreCircle)?.props.score ?? null,
    spinner: () => renderer.maybeFind(LoadingSpinner)?.props.label ?? null,
    toasts: () =>
      actions.addAlert.calls.map(([alert]) => `${alert.type}: ${alert.title}. ${alert.message}`),
    refreshes: () => actions.refreshObjectProperties.callCount,
    /** The dialogue that opens from a button, with its own buttons. */
    dialogue(opener: string) {
      const overlay = button(opener)?.props.overlay as unknown as RenderedElementNode;
      const confirm = (name: RegExp) => {
        const found = [...overlay.findAll(LoadingButton), ...overlay.findAll(Button)].find((item) =>
          name.test(readText(item)),
        );
        if (!found) throw new Error(`The dialogue has no button “${name}”.`);
        found.trigger('onClick');
      };
      return { title: overlay.find(Modal).props.title, text: readText(overlay), press: confirm };
    },
    until: (check: () => void) => vi.waitFor(check, { timeout: 5_000, interval: 20 }),
  };
}

/** Takes the card away when it is left. */
function Stage({ stage, children }: { stage: { leave(): void }; children: ReactNode }) {
  const [isOpen, setOpen] = useState(true);
  stage.leave = () => setOpen(false);
  return isOpen ? children : null;
}

/** Drawn, and nothing is being loaded any more. */
export async function openCard(opening: Opening = {}): Promise<Screen> {
  const screen = drawCard(opening);
  await screen.until(() => expect(screen.spinner()).not.toBe('Loading what oppSpot knows…'));
  return screen;
}

/** Properties that people read, beside the text inside. */
const readable = ['title', 'label', 'valueDescription', 'screenReaderText', 'stepNames'] as const;

/** What a person reads in a part of the card, in the order it stands there. */
function readText(node: RenderedNode): string {
  if (!('childNodes' in node)) return node.text;
  const said = 'props' in node ? readable.map((name) => spoken(node.props[name])) : [];
  const options = 'props' in node && Array.isArray(node.props.options) ? node.props.options : [];
  const offered = options.flatMap((option) => [option.label, option.description]);
  return [...said, ...offered, ...node.childNodes.map(readText)]
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function spoken(value: unknown): string {
  if (Array.isArray(value)) return value.join(' ');
  return typeof value === 'string' ? value : '';
}
