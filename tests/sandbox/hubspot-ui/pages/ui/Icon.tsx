import type { JSX } from 'react';

const paths = {
  add: 'M12 5v14M5 12h14',
  building: 'M5 21V4h9v17M14 9h5v12M3 21h18M8 8h3M8 12h3M8 16h3',
  call: 'M6 3h4l2 5-2.5 1.5a11 11 0 0 0 5 5L16 12l5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 4 5a2 2 0 0 1 2-2Z',
  check: 'M5 12.5 10 17.5 19 7.5',
  chevron: 'm9 6 6 6-6 6',
  close: 'M6 6l12 12M18 6 6 18',
  contact: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4 21a8 8 0 0 1 16 0',
  deal: 'M3 8h4l5 4 5-4h4v8h-4l-5 4-5-4H3zM12 12v8',
  down: 'm6 9 6 6 6-6',
  edit: 'm4 20 1-5L16 4l4 4L9 19l-5 1ZM13 7l4 4',
  email: 'M3 6h18v12H3zM3 7l9 7 9-7',
  flow: 'M6 3h6v5H6zM12 16h6v5h-6zM9 8v4h6v4',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 11v5M12 7.6v.1',
  note: 'M5 3h10l4 4v14H5zM9 11h6M9 15h6',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.5 15.5 21 21',
  settings:
    'M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM12 2v4M12 18v4M2 12h4M18 12h4M5 5l2.8 2.8M16.2 16.2 19 19M19 5l-2.8 2.8M7.8 16.2 5 19',
  task: 'M4 4h16v16H4zM8 12l3 3 5-6',
  trash: 'M4 7h16M9 7V4h6v3M6 7l1 14h10l1-14',
  try: 'M5 3v18l15-9z',
  warning: 'M12 3 2 20h20zM12 9v5M12 17v.1',
} as const;

export type IconName = keyof typeof paths;

/** Decoration: what it means stands beside it in words. */
export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
