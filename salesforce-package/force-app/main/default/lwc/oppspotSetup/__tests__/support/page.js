/** The setup page over an Apex that answers what a test says. */

import activity from '@salesforce/apex/OppSpotSetupController.activity';
import changeScoring from '@salesforce/apex/OppSpotSetupController.changeScoring';
import connectUrl from '@salesforce/apex/OppSpotSetupController.connectUrl';
import disconnect from '@salesforce/apex/OppSpotSetupController.disconnect';
import fields from '@salesforce/apex/OppSpotSetupController.fields';
import mappings from '@salesforce/apex/OppSpotSetupController.mappings';
import permissions from '@salesforce/apex/OppSpotSetupController.permissions';
import previewMappings from '@salesforce/apex/OppSpotSetupController.previewMappings';
import repair from '@salesforce/apex/OppSpotSetupController.repair';
import save from '@salesforce/apex/OppSpotSetupController.save';
import saveMappings from '@salesforce/apex/OppSpotSetupController.saveMappings';
import scoring from '@salesforce/apex/OppSpotSetupController.scoring';
import settings from '@salesforce/apex/OppSpotSetupController.settings';
import Setup from 'c/oppspotSetup';
import { createElement } from 'lwc';

jest.mock('@salesforce/apex/OppSpotSetupController.activity', () => mockMethod(), {
  virtual: true,
});
jest.mock('@salesforce/apex/OppSpotSetupController.changeScoring', () => mockMethod(), {
  virtual: true,
});
jest.mock('@salesforce/apex/OppSpotSetupController.scoring', () => mockMethod(), {
  virtual: true,
});
jest.mock('@salesforce/apex/OppSpotSetupController.connectUrl', () => mockMethod(), {
  virtual: true,
});
jest.mock('@salesforce/apex/OppSpotSetupController.disconnect', () => mockMethod(), {
  virtual: true,
});
jest.mock('@salesforce/apex/OppSpotSetupController.fields', () => mockMethod(), { virtual: true });
jest.mock('@salesforce/apex/OppSpotSetupController.mappings', () => mockMethod(), {
  virtual: true,
});
jest.mock('@salesforce/apex/OppSpotSetupController.permissions', () => mockMethod(), {
  virtual: true,
});
jest.mock('@salesforce/apex/OppSpotSetupController.previewMappings', () => mockMethod(), {
  virtual: true,
});
jest.mock('@salesforce/apex/OppSpotSetupController.repair', () => mockMethod(), { virtual: true });
jest.mock('@salesforce/apex/OppSpotSetupController.save', () => mockMethod(), { virtual: true });
jest.mock('@salesforce/apex/OppSpotSetupController.saveMappings', () => mockMethod(), {
  virtual: true,
});
jest.mock('@salesforce/apex/OppSpotSetupController.settings', () => mockMethod(), {
  virtual: true,
});
jest.mock('lightning/modal', () => require('../../../oppspotEnrich/__tests__/support/modal'), {
  virtual: true,
});

function mockMethod() {
  return { __esModule: true, default: jest.fn() };
}

export const apex = {
  activity,
  changeScoring,
  connectUrl,
  disconnect,
  fields,
  mappings,
  permissions,
  previewMappings,
  repair,
  save,
  saveMappings,
  scoring,
  settings,
};

export const allGranted = {
  checks: [
    { name: 'Enrich records', granted: true, message: 'You may enrich records.' },
    { name: 'Change settings', granted: true, message: 'You may change these settings.' },
  ],
};

export function answer(data) {
  return JSON.stringify({ ok: true, data });
}

export function refusal(code, message, more) {
  const error = { retryable: false, retryAfterMs: null, faults: [], requestId: 'req-1', ...more };
  return JSON.stringify({ ok: false, error: { code, message, ...error } });
}

/**
 * Opens the page.
 * @param {object} answers what each Apex method answers one after the other; what it does not answer
 *   any more stays open
 */
export async function openPage(answers) {
  const all = { permissions: answer(allGranted), ...answers };
  for (const [name, method] of Object.entries(apex)) {
    method.mockReset();
    method.mockReturnValue(new Promise(() => {}));
    for (const text of [all[name] ?? []].flat()) method.mockResolvedValueOnce(text);
  }
  const page = createElement('c-oppspot-setup', { is: Setup });
  document.body.append(page);
  await settled();
  return page;
}

/** @param {string} value of the tab, which is its section's name */
export async function openTab(page, value) {
  const tab = findAll(page, 'lightning-tab').find((one) => one.value === value);
  tab.dispatchEvent(new CustomEvent('active'));
  await settled();
}

/** Goes to another page of Salesforce. */
export function leavePage() {
  document.body.replaceChildren();
}

/** Ends a test: a draft of its own would wait for the next one. */
export function closePages() {
  for (const bar of findAll(document.body, 'c-oppspot-setup-save-bar')) {
    bar.dispatchEvent(new CustomEvent('discard'));
  }
  leavePage();
}

/** Waits until all that was asked is answered and drawn. */
export async function settled() {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
}

/** The elements a selector finds in a component and all components within it. */
export function findAll(root, selector) {
  const within = root.shadowRoot ?? root;
  const found = [...within.querySelectorAll(selector)];
  const inner = [...within.querySelectorAll('*')].filter((element) => element.shadowRoot);
  return [...new Set([...found, ...inner.flatMap((element) => findAll(element, selector))])];
}

/** The one base component with a label. */
export function labelled(root, label, selector = '*') {
  const found = findAll(root, selector).filter((element) => element.label === label);
  if (found.length !== 1) throw new Error(`${found.length} elements are labelled "${label}".`);
  return found[0];
}

export async function enter(root, label, value) {
  const input = labelled(root, label, '[data-input]');
  input.dispatchEvent(new CustomEvent('change', { detail: { value, checked: value } }));
  await settled();
}

export async function click(root, label) {
  labelled(root, label, 'lightning-button, lightning-button-icon').click();
  await settled();
}

/** What a person reads, in the order of the page, with the labels of buttons and badges. */
export function textOf(root) {
  const parts = [...(root.shadowRoot ?? root).childNodes].map((node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.textContent;
    const own = [node.heading, node.label].filter((text) => typeof text === 'string');
    return [...own, node.shadowRoot ? textOf(node) : '', textOf({ childNodes: node.childNodes })];
  });
  return parts.flat().join(' ').replaceAll(/\s+/g, ' ').trim();
}

/**
 * Listens to what inputs of the kinds on the page are told to show.
 * @returns {() => string[]} label and fault, in the order of telling; no fault: it is settled
 */
export function watchFaults(page) {
  const spies = new Set(
    findAll(page, '[data-input]').map((input) => {
      let kind = input;
      while (!Object.hasOwn(kind, 'setCustomValidity')) kind = Object.getPrototypeOf(kind);
      return jest.isMockFunction(kind.setCustomValidity)
        ? kind.setCustomValidity
        : jest.spyOn(kind, 'setCustomValidity');
    }),
  );
  return () =>
    [...spies].flatMap(({ mock }) =>
      mock.calls.map(([fault], call) => `${mock.contexts[call].label}: ${fault}`),
    );
}
