/** Tables, their sortable headers and their pages. */
import type {
  SortedTableHeaderProps,
  TableCellProps,
  TableElementProps,
  TableHeaderProps,
  TablePaginatedProps,
  TableProps,
} from '@hubspot/ui-extensions';
import {
  type CSSProperties,
  createContext,
  type JSX,
  type RefObject,
  useContext,
  useEffect,
  useRef,
  useState,
} from 'react';
import { invoke } from '../events.ts';
import { testId } from './attributes.ts';
import { IconGlyph } from './icons.tsx';

const InsideHead = createContext(false);

export function Table(props: TableProps): JSX.Element {
  const { bordered = true, flush = false, density = 'default', children } = props;
  const frame = useRef<HTMLDivElement>(null);
  const scrolls = useOverflow(frame);
  return (
    <div {...testId(props)} className="hsx-table" data-flush={flush}>
      <div ref={frame} className="hsx-table-frame" tabIndex={scrolls ? 0 : undefined}>
        <table data-bordered={bordered} data-density={density}>
          {children}
        </table>
      </div>
      {props.paginated ? <Pages {...props} /> : null}
    </div>
  );
}

export function TableHead(props: TableElementProps): JSX.Element {
  return (
    <thead {...testId(props)}>
      <InsideHead.Provider value={true}>{props.children}</InsideHead.Provider>
    </thead>
  );
}

export function TableBody(props: TableElementProps): JSX.Element {
  return <tbody {...testId(props)}>{props.children}</tbody>;
}

export function TableFooter(props: TableElementProps): JSX.Element {
  return <tfoot {...testId(props)}>{props.children}</tfoot>;
}

export function TableRow(props: TableElementProps): JSX.Element {
  return <tr {...testId(props)}>{props.children}</tr>;
}

export function TableCell(props: TableCellProps): JSX.Element {
  return (
    <td {...testId(props)} style={cellStyle(props)} colSpan={props.colSpan}>
      {props.children}
    </td>
  );
}

const SORT_ICONS = { ascending: 'upCarat', descending: 'downCarat', none: 'downCarat' } as const;

export function TableHeader(props: TableHeaderProps): JSX.Element {
  const inHead = useContext(InsideHead);
  const { children } = props;
  const scope = inHead ? 'col' : 'row';
  if (!isSorted(props)) {
    return (
      <th {...testId(props)} scope={scope} style={cellStyle(props)}>
        {children}
      </th>
    );
  }
  const { sortDirection } = props;
  const next = sortDirection === 'ascending' ? 'descending' : 'ascending';
  return (
    <th {...testId(props)} scope={scope} style={cellStyle(props)} aria-sort={sortDirection}>
      <button
        type="button"
        className="hsx-sort"
        data-direction={sortDirection}
        disabled={props.disabled}
        onClick={() => void invoke(props.onSortChange, next)}
      >
        {children}
        <IconGlyph name={SORT_ICONS[sortDirection]} size="sm" />
      </button>
    </th>
  );
}

function isSorted(props: TableHeaderProps): props is SortedTableHeaderProps {
  return props.sortDirection !== undefined && props.sortDirection !== 'never';
}

function cellStyle({ align, width }: Pick<TableCellProps, 'align' | 'width'>): CSSProperties {
  const widths: Record<string, CSSProperties> = {
    min: { width: '1px', whiteSpace: 'nowrap' },
    max: { width: '100%' },
    auto: {},
  };
  return { textAlign: align, ...(typeof width === 'number' ? { width } : widths[width ?? 'auto']) };
}

function Pages(props: TablePaginatedProps): JSX.Element {
  const { pageCount, page, showButtonLabels = true, showFirstLastButtons = false } = props;
  const [own, setOwn] = useState(1);
  const current = page ?? own;
  const go = (target: number) => () => {
    setOwn(target);
    void invoke(props.onPageChange, target);
  };
  const step = (target: number, name: string, icon: string) => (
    <button
      type="button"
      className="hsx-page-button"
      aria-label={showButtonLabels ? undefined : name}
      disabled={target < 1 || target > pageCount || target === current}
      onClick={go(target)}
    >
      {icon === 'left' ? <IconGlyph name={icon} size="sm" /> : null}
      {showButtonLabels ? name : null}
      {icon === 'right' ? <IconGlyph name={icon} size="sm" /> : null}
    </button>
  );
  return (
    <nav className="hsx-pages" aria-label="Pages of the table">
      {showFirstLastButtons ? step(1, 'First', 'left') : null}
      {step(current - 1, 'Prev', 'left')}
      {visiblePages(current, pageCount, props.maxVisiblePageButtons ?? 5).map((number) => (
        <button
          key={number}
          type="button"
          className="hsx-page-button"
          aria-current={number === current ? 'page' : undefined}
          onClick={go(number)}
        >
          {number}
        </button>
      ))}
      {step(current + 1, 'Next', 'right')}
      {showFirstLastButtons ? step(pageCount, 'Last', 'right') : null}
    </nav>
  );
}

/** At most `most` numbers around the current one. */
function visiblePages(current: number, count: number, most: number): number[] {
  const first = Math.max(1, Math.min(current - Math.floor(most / 2), count - most + 1));
  return Array.from({ length: Math.min(most, count) }, (_, index) => first + index);
}

/** True while the content is wider than its frame. */
function useOverflow(frame: RefObject<HTMLElement>): boolean {
  const [overflows, setOverflows] = useState(false);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const measure = () => setOverflows(element.scrollWidth > element.clientWidth);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    return () => observer.disconnect();
  }, [frame]);
  return overflows;
}
