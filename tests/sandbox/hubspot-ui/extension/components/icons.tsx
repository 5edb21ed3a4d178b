/** Line icons of 16 units, drawn here: HubSpot's own are not published. */
import type { IconProps } from '@hubspot/ui-extensions';
import type { JSX } from 'react';
import { sizeOf, testId } from './attributes.ts';

const circle = 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8Z';
const page = 'M4 1.8h5.2L12.5 5v9.2h-8.5V1.8ZM9 1.8V5.2h3.4';
const person =
  'M8 8a2.8 2.8 0 1 0 0-5.6A2.8 2.8 0 0 0 8 8ZM2.8 13.8c.4-3 2.4-4.3 5.2-4.3s4.8 1.3 5.2 4.3';

/** SVG path data by HubSpot's icon name. */
const PATHS: Record<string, string> = {
  add: 'M8 3v10M3 8h10',
  appointment: 'M2.5 3.5h11v10h-11ZM2.5 6.5h11M5.5 2v3M10.5 2v3M6 10l1.5 1.5L10.5 8.5',
  artificialIntelligence: 'M8 2l1.4 4.6L14 8l-4.6 1.4L8 14l-1.4-4.6L2 8l4.6-1.4Z',
  artificialIntelligenceEnhanced:
    'M7 3l1.2 3.8L12 8l-3.8 1.2L7 13 5.8 9.2 2 8l3.8-1.2ZM13 2v3M11.5 3.5h3',
  attach: 'M12.5 7.5 7.6 12.4a3 3 0 0 1-4.2-4.2l5-5a2 2 0 0 1 2.8 2.8l-5 5a1 1 0 0 1-1.4-1.4L9 5.4',
  block: `${circle}M3.7 3.7l8.6 8.6`,
  book: 'M3 2.5h8.5v11H4.2A1.2 1.2 0 0 1 3 12.3ZM3 11.5h8.5',
  bulb: 'M8 1.8A4.2 4.2 0 0 0 5.5 9.5V11h5V9.5A4.2 4.2 0 0 0 8 1.8ZM6 13.5h4',
  calling:
    'M4.5 2.2 6.3 5 5 6.5c.8 2 2.5 3.7 4.5 4.5L11 9.7l2.8 1.8-.8 2.3C7.5 14.5 1.5 8.5 2.2 3Z',
  checkCircle: `${circle}M5.2 8.2l2 2 3.7-4.2`,
  clock: `${circle}M8 4.5V8l2.5 1.8`,
  comment: 'M2.5 3h11v7.5H7L4 13.2v-2.7H2.5Z',
  contact: person,
  copy: 'M5.5 5.5h8v8h-8ZM10.5 5.5v-3h-8v8h3',
  crm: 'M2.5 13.5v-11M2.5 13.5h11M5.5 10.5v-3M8.5 10.5v-6M11.5 10.5v-4',
  dataSync: 'M13 6.5A5.2 5.2 0 0 0 3.5 5.5M3 2.8v3h3M3 9.5a5.2 5.2 0 0 0 9.5 1M13 13.2v-3h-3',
  date: 'M2.5 3.5h11v10h-11ZM2.5 6.5h11M5.5 2v3M10.5 2v3',
  delay: 'M4 2h8M4 14h8M5 2c0 4 6 4.5 6 12M11 2c0 4-6 4.5-6 12',
  delete: 'M3 4.5h10M6 4.5V2.5h4v2M4.5 4.5l.6 9h5.8l.6-9',
  documents: page,
  downCarat: 'M3.5 6 8 10.5 12.5 6',
  download: 'M8 2v8M4.5 7 8 10.5 11.5 7M2.5 13.5h11',
  edit: 'M3 13l.7-3L11 2.7 13.3 5 6 12.3Z',
  ellipses: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  email: 'M2 3.5h12v9H2ZM2 4.2l6 4.6 6-4.6',
  enrichment: 'M8 2l1.4 4.6L14 8l-4.6 1.4L8 14l-1.4-4.6L2 8l4.6-1.4Z',
  exclamation: 'M8 3v6M8 12.5v.01',
  exclamationCircle: `${circle}M8 4.8v4M8 11.2v.01`,
  externalLink: 'M6.5 3.5h-3.5v9.5h9.5V9.5M9 2.8h4.2V7M13 3 7.5 8.5',
  favoriteHollow: 'M8 2l1.8 3.8 4.2.6-3 2.9.7 4.2L8 11.5l-3.7 2 .7-4.2-3-2.9 4.2-.6Z',
  file: page,
  filter: 'M2.5 3.5h11L9.5 8.5v4.5l-3-1.5v-3Z',
  flame:
    'M8 2c.5 3 3.8 4.2 3.8 7.7A3.8 3.8 0 0 1 8 14a3.8 3.8 0 0 1-3.8-4.3C4.2 7.5 6 7 6 5c1 .5 1.5 1.3 1.5 2.3C8.5 6.3 8.5 4 8 2Z',
  gauge: 'M2.5 12a6.2 6.2 0 1 1 11 0M8 9.5l3-3.5',
  generateChart: 'M2.5 13.5v-11M2.5 13.5h11M5 10.5l2.5-3 2 1.5L13 4.5',
  gift: 'M2.5 6h11v3h-11ZM3.5 9h9v4.5h-9ZM8 6v7.5M8 6C5.5 6 4.5 2.5 6.5 2.5 8 2.5 8 6 8 6s0-3.5 1.5-3.5C11.5 2.5 10.5 6 8 6Z',
  globe: `${circle}M2 8h12M8 2c-3.5 3.5-3.5 8.5 0 12 3.5-3.5 3.5-8.5 0-12`,
  goal: `${circle}M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM8 8h.01`,
  hide: 'M2 8s2.2-4 6-4 6 4 6 4-2.2 4-6 4-6-4-6-4ZM3 13 13 3',
  home: 'M2.5 7.5 8 2.8l5.5 4.7M4 6.5v7h8v-7',
  info: `${circle}M8 7.3v4M8 4.8v.01`,
  integrations: 'M6 2.5h4V6h3.5v4H10v3.5H6V10H2.5V6H6Z',
  key: 'M5.5 8a2.8 2.8 0 1 1 0 5.6A2.8 2.8 0 0 1 5.5 8ZM7.5 8.8 13.5 2.8M11.5 4.8l1.8 1.8',
  left: 'M10 3.5 5.5 8 10 12.5',
  light: `${circle}`,
  link: 'M6.5 9.5l3-3M5.5 7.5l-1.7 1.7a2.5 2.5 0 0 0 3.5 3.5L9 11M10.5 8.5l1.7-1.7a2.5 2.5 0 0 0-3.5-3.5L7 5',
  linkedin: 'M2.5 2.5h11v11h-11ZM5.2 7v4M5.2 5v.01M8 11V7.5c2.5-1.5 3 0 3 1V11',
  listView: 'M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.01M2.5 8h.01M2.5 12h.01',
  location: 'M8 14s4.5-4.5 4.5-7.7a4.5 4.5 0 1 0-9 0C3.5 9.5 8 14 8 14ZM8 6.3h.01',
  locked: 'M3.5 7h9v6.5h-9ZM5.3 7V5a2.7 2.7 0 0 1 5.4 0v2',
  messages: 'M2.5 3h11v7.5H7L4 13.2v-2.7H2.5Z',
  mobile: 'M5 2h6v12H5ZM7.5 12h1',
  notification: 'M4 11V7a4 4 0 0 1 8 0v4l1 1.2H3ZM7 14h2',
  objectAssociations: 'M3 3h4v4H3ZM9 9h4v4H9ZM7 5h4v4',
  pin: 'M6 2.5h4l.5 5 1.5 1.8H4L5.5 7.5ZM8 9.3V14',
  question: 'M5.8 6a2.2 2.2 0 1 1 3 2.3c-.6.3-.8.7-.8 1.5M8 12.3v.01',
  questionCircle: `${circle}M6.3 6.5a1.7 1.7 0 1 1 2.3 1.7c-.5.2-.6.6-.6 1.2M8 11.4v.01`,
  record: 'M8 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7Z',
  redo: 'M12.5 3v3.5H9M12.2 6.5A5 5 0 1 0 13 9.5',
  refresh: 'M13 3v3.5H9.5M12.7 6.2A5.2 5.2 0 1 0 13.2 9',
  remove: 'M4 4l8 8M12 4l-8 8',
  reports: 'M2.5 13.5v-11M2.5 13.5h11M5.5 10.5v-3M8.5 10.5v-6M11.5 10.5v-4',
  right: 'M6 3.5 10.5 8 6 12.5',
  save: 'M2.5 2.5h9l2 2v9h-11ZM5 2.5v3.5h5V2.5M5 13.5V9.5h6v4',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM10.3 10.3 13.5 13.5',
  send: 'M2 8l12-5.5-4 11-2.5-4.5Z',
  settings: 'M2.5 4.5h6M11.5 4.5h2M2.5 11.5h2M7.5 11.5h6M10 3v3M6 10v3',
  signal: 'M3 13v-2.5M6.3 13V8.5M9.7 13V6M13 13V3',
  star: 'M8 2l1.8 3.8 4.2.6-3 2.9.7 4.2L8 11.5l-3.7 2 .7-4.2-3-2.9 4.2-.6Z',
  success: `${circle}M5.2 8.2l2 2 3.7-4.2`,
  tag: 'M2.5 2.5h5.5l5.5 5.5-5.5 5.5-5.5-5.5ZM5.3 5.3h.01',
  tasks: 'M2.5 2.5h11v11h-11ZM5 8l2 2 4-4.5',
  thumbsDown: 'M5 2.5v7l3 4.5c1.5 0 1.5-1.5 1-4h4l-1-7.5ZM2.5 2.5v7',
  thumbsUp: 'M5 13.5v-7l3-4.5c1.5 0 1.5 1.5 1 4h4l-1 7.5ZM2.5 6.5v7',
  ticket: 'M2.5 4.5h11v2a1.5 1.5 0 0 0 0 3v2h-11v-2a1.5 1.5 0 0 0 0-3Z',
  trophy:
    'M5 2.5h6V7a3 3 0 0 1-6 0ZM5 3.5H2.5C2.5 6 3.5 7 5 7M11 3.5h2.5C13.5 6 12.5 7 11 7M8 10v2M5.5 13.5h5',
  undo: 'M3.5 3v3.5H7M3.8 6.5A5 5 0 1 1 3 9.5',
  upCarat: 'M3.5 10 8 5.5 12.5 10',
  upload: 'M8 10.5v-8M4.5 6 8 2.5 11.5 6M2.5 13.5h11',
  view: 'M2 8s2.2-4 6-4 6 4 6 4-2.2 4-6 4-6-4-6-4ZM8 6.3a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4Z',
  warning: 'M8 2.2 14.5 13.5h-13ZM8 6.5v3M8 11.5v.01',
  website: `${circle}M2 8h12M8 2c-3.5 3.5-3.5 8.5 0 12 3.5-3.5 3.5-8.5 0-12`,
  workflows: 'M2.5 2.5h4v4h-4ZM9.5 9.5h4v4h-4ZM4.5 6.5v5h5',
};

/** A ring: an icon this page has no drawing of. */
const UNDRAWN = 'M8 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7Z';

/** The drawing alone, hidden from assistive technology. */
export function IconGlyph({ name, size }: { name: string; size: string }): JSX.Element {
  return (
    <svg className="hsx-icon" data-size={size} viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name] ?? UNDRAWN} />
    </svg>
  );
}

export function Icon(props: IconProps): JSX.Element {
  const { name, color = 'inherit', size, screenReaderText } = props;
  return (
    <span {...testId(props)} className="hsx-icon-box" data-color={color}>
      <IconGlyph name={name} size={sizeOf(size, 'sm')} />
      {screenReaderText ? <span className="hsx-hidden">{screenReaderText}</span> : null}
    </span>
  );
}
