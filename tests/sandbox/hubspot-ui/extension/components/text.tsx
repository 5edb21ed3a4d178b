/** Text and what is part of it. */
import type {
  HeadingProps,
  ImageProps,
  LinkProps,
  ListProps,
  TextProps,
} from '@hubspot/ui-extensions';
import { Children, createContext, type JSX, useContext } from 'react';
import { invoke, plainEvent } from '../events.ts';
import { useSurroundings } from '../surroundings.ts';
import { isElsewhere, safeHref, testId } from './attributes.ts';
import { IconGlyph } from './icons.tsx';
import { useTrigger } from './trigger.tsx';

const InsideText = createContext(false);

export function Text(props: TextProps): JSX.Element {
  const { variant = 'bodytext', inline = false, format, truncate, children } = props;
  const inside = useContext(InsideText);
  // A paragraph cannot hold another one.
  const Element = inline || inside ? 'span' : 'p';
  const options = typeof truncate === 'object' ? truncate : undefined;
  return (
    <Element
      {...testId(props)}
      className="hsx-text"
      data-variant={variant}
      data-weight={format?.fontWeight}
      data-italic={format?.italic || undefined}
      data-decoration={format?.lineDecoration}
      data-transform={format?.textTransform}
      data-truncate={truncate ? true : undefined}
      title={options?.tooltipText}
      style={options?.maxWidth === undefined ? undefined : { maxWidth: options.maxWidth }}
    >
      <InsideText.Provider value={true}>{children}</InsideText.Provider>
    </Element>
  );
}

export function Heading(props: HeadingProps): JSX.Element {
  const { headingLevel } = useSurroundings();
  const Level = `h${headingLevel}` as 'h3';
  return (
    <Level {...testId(props)} className="hsx-heading" data-inline={props.inline || undefined}>
      <InsideText.Provider value={true}>{props.children}</InsideText.Provider>
    </Level>
  );
}

export function Link(props: LinkProps): JSX.Element {
  const { variant = 'primary', href, onClick, preventDefault, overlay, children } = props;
  const { reactions, openOverlays, described, withOverlay } = useTrigger(overlay);
  const address = safeHref(typeof href === 'object' ? href?.url : href);
  const external =
    (typeof href === 'object' && href?.external) || (address !== undefined && isElsewhere(address));
  const click = (event: React.MouseEvent) => {
    if (preventDefault) event.preventDefault();
    void invoke(onClick, plainEvent(event), reactions());
    openOverlays();
  };
  // Without an address a link is not one for the keyboard.
  if (!address) {
    return withOverlay(
      <button
        {...testId(props)}
        type="button"
        className="hsx-link"
        data-variant={variant}
        aria-describedby={described}
        onClick={click}
      >
        {children}
      </button>,
    );
  }
  return withOverlay(
    <a
      {...testId(props)}
      className="hsx-link"
      data-variant={variant}
      href={address}
      target={external ? '_blank' : undefined}
      rel={external ? 'noopener noreferrer' : undefined}
      aria-describedby={described}
      onClick={click}
    >
      {children}
      {external ? <ElsewhereMark /> : null}
    </a>,
  );
}

/** Joined to the last word, so that it never stands on a line of its own. */
function ElsewhereMark(): JSX.Element {
  return (
    <span aria-hidden="true">
      {'\u2060'}
      <IconGlyph name="externalLink" size="sm" />
    </span>
  );
}

export function Image(props: ImageProps): JSX.Element {
  const { alt, src, width, height, href, onClick, overlay } = props;
  const { reactions, openOverlays, described, withOverlay } = useTrigger(overlay);
  const image = (
    <img
      {...testId(props)}
      className="hsx-image"
      src={src}
      alt={alt}
      width={width}
      height={height}
    />
  );
  const address = safeHref(typeof href === 'object' ? href?.url : href);
  const click = (event: React.MouseEvent) => {
    void invoke(onClick, plainEvent(event), reactions());
    openOverlays();
  };
  if (address) {
    return withOverlay(
      <a href={address} target="_blank" rel="noopener noreferrer" onClick={click}>
        {image}
      </a>,
    );
  }
  if (!onClick && !overlay) return image;
  return withOverlay(
    <button type="button" className="hsx-bare" aria-describedby={described} onClick={click}>
      {image}
    </button>,
  );
}

export function List(props: ListProps): JSX.Element {
  const { variant = 'unordered', children } = props;
  const Element = variant.startsWith('ordered') ? 'ol' : 'ul';
  return (
    <Element {...testId(props)} className="hsx-list" data-variant={variant}>
      {Children.map(children, (child) => (
        <li>{child}</li>
      ))}
    </Element>
  );
}
