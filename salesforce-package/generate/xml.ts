/** Metadata files as Salesforce's own tools write them: four spaces, one element a line. */

export type XmlValue = string | number | boolean;
/** An element with a text, or with children in order. */
export type XmlElement = readonly [name: string, content: XmlValue | readonly XmlElement[]];

const namespace = 'http://soap.sforce.com/2006/04/metadata';

/** A whole file of one metadata type. */
export function metadataFile(type: string, elements: readonly XmlElement[]): string {
  const lines = elements.flatMap((element) => render(element, 1));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<${type} xmlns="${namespace}">`,
    ...lines,
    `</${type}>`,
    '',
  ].join('\n');
}

function render([name, content]: XmlElement, depth: number): string[] {
  const indent = '    '.repeat(depth);
  if (!Array.isArray(content)) {
    return [`${indent}<${name}>${escaped(String(content))}</${name}>`];
  }
  return [
    `${indent}<${name}>`,
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
