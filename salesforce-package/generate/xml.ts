/** Metadata files as Salesforce's own tools write them: four spaces, one element a line. */

export type XmlValue = string | number | boolean;
type XmlAttributes = Readonly<Record<string, string>>;
/** An element with a text, or with children in order. */
export type XmlElement = readonly [
  name: string,
  content: XmlValue | readonly XmlElement[],
  attributes?: XmlAttributes,
];

/** A whole file of one metadata type. @param namespaces further ones, by prefix */
export function metadataFile(
  type: string,
  elements: readonly XmlElement[],
  namespaces: XmlAttributes = {},
): string {
  const declared = Object.entries(namespaces).map(([prefix, uri]) => [`xmlns:${prefix}`, uri]);
  const attributes = Object.fromEntries([
    ['xmlns', 'http://soap.sforce.com/2006/04/metadata'],
    ...declared,
  ]) as XmlAttributes;
  const lines = render([type, elements, attributes], 0);
  return ['<?xml version="1.0" encoding="UTF-8"?>', ...lines, ''].join('\n');
}

function render([name, content, attributes = {}]: XmlElement, depth: number): string[] {
  const indent = '    '.repeat(depth);
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  const start = `${indent}<${name}${written.join('')}>`;
  if (!Array.isArray(content)) return [`${start}${escaped(String(content))}</${name}>`];
  return [
    start,
    ...(content as readonly XmlElement[]).flatMap((child) => render(child, depth + 1)),
    `${indent}</${name}>`,
  ];
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}
