/** A component on a page, and what a person finds there: through all shadow roots, in order. */
import { createElement } from 'lwc';

export function put(tag, component, properties) {
  const element = createElement(tag, { is: component });
  Object.assign(element, properties);
  document.body.appendChild(element);
  return element;
}

export function clear() {
  while (document.body.firstChild) document.body.firstChild.remove();
  jest.clearAllMocks();
}

/** Lets everything that is due happen. */
export async function settled() {
  for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
}

export function all(root, selector) {
  const own = [...(root.shadowRoot ?? root).querySelectorAll(selector)];
  const children = [...(root.shadowRoot ?? root).querySelectorAll('*')].filter(
    ({ shadowRoot }) => shadowRoot,
  );
  return [...own, ...children.flatMap((child) => all(child, selector))];
}

/** Base components, of which the tests have no more than their properties. */
const LABELLED = ['accordion-section', 'badge', 'button', 'card', 'input', 'modal-header'].map(
  (name) => `lightning-${name}`,
);

/** Everything that can be read, base components by their labels. */
export function textOf(root) {
  const own = (root.shadowRoot ?? root).textContent;
  const within = [...(root.shadowRoot ?? root).querySelectorAll('*')].flatMap((element) => [
    ...(LABELLED.includes(element.localName) ? [element.label ?? element.title] : []),
    ...(element.shadowRoot ? [textOf(element)] : []),
  ]);
  return [own, ...within].join(' ').replaceAll(/\s+/g, ' ');
}

export function button(root, label) {
  return all(root, 'lightning-button').find((element) => element.label === label);
}

export function click(root, label) {
  const found = button(root, label);
  if (!found) throw new Error(`There is no button “${label}”.`);
  found.dispatchEvent(new CustomEvent('click'));
}
