/** Arrangement: no meaning, no semantics. */
import type {
  AutoGridProps,
  BoxProps,
  CardProps,
  DividerProps,
  FlexProps,
  InlineProps,
  SpacerProps,
  StackProps,
  TileProps,
} from '@hubspot/ui-extensions';
import type { JSX } from 'react';
import { placed, spaceOf, testId } from './attributes.ts';

export function Flex(props: FlexProps): JSX.Element {
  const { direction = 'row', justify, align, alignSelf, wrap, gap, children } = props;
  return (
    <div
      {...testId(props)}
      className="hsx-flex"
      style={{
        flexDirection: direction,
        justifyContent: placed(justify),
        alignItems: placed(align),
        alignSelf: placed(alignSelf),
        flexWrap: wrap === true || wrap === 'wrap' ? 'wrap' : 'nowrap',
        gap: spaceOf(gap, 'flush'),
      }}
    >
      {children}
    </div>
  );
}

export function Box(props: BoxProps): JSX.Element {
  const { alignSelf, flex, children } = props;
  return (
    <div {...testId(props)} className="hsx-box" style={{ alignSelf: placed(alignSelf), flex }}>
      {children}
    </div>
  );
}

export function Inline(props: InlineProps): JSX.Element {
  const { justify, align, gap, children } = props;
  return (
    <div
      {...testId(props)}
      className="hsx-inline"
      style={{
        justifyContent: placed(justify),
        alignItems: placed(align),
        gap: spaceOf(gap, 'flush'),
      }}
    >
      {children}
    </div>
  );
}

export function Stack(props: StackProps): JSX.Element {
  const { direction = 'column', justify, align, distance, width, children } = props;
  return (
    <div
      {...testId(props)}
      className="hsx-flex"
      style={{
        flexDirection: direction,
        justifyContent: placed(justify),
        alignItems: placed(align),
        gap: spaceOf(distance, 'sm'),
        width,
      }}
    >
      {children}
    </div>
  );
}

export function AutoGrid(props: AutoGridProps): JSX.Element {
  const { columnWidth, gap, flexible, children } = props;
  const widest = flexible ? '1fr' : `${columnWidth}px`;
  return (
    <div
      {...testId(props)}
      className="hsx-grid"
      style={{
        // One column of a narrow sidebar must not be wider than the sidebar.
        gridTemplateColumns: `repeat(auto-fill, minmax(min(${columnWidth}px, 100%), ${widest}))`,
        gap: spaceOf(gap, 'flush'),
      }}
    >
      {children}
    </div>
  );
}

export function Divider(props: DividerProps): JSX.Element {
  const space = spaceOf(props.size ?? props.distance, 'sm');
  return <hr {...testId(props)} className="hsx-divider" style={{ marginBlock: space }} />;
}

export function Spacer(props: SpacerProps): JSX.Element {
  return (
    <div {...testId(props)} aria-hidden="true" style={{ height: spaceOf(props.size, 'sm') }} />
  );
}

export function Tile(props: TileProps): JSX.Element {
  const { compact = false, flush = false, children } = props;
  return (
    <div {...testId(props)} className="hsx-tile" data-compact={compact} data-flush={flush}>
      {children}
    </div>
  );
}

export function Card(props: CardProps): JSX.Element {
  return (
    <div {...testId(props)} className="hsx-tile">
      {props.children}
    </div>
  );
}
