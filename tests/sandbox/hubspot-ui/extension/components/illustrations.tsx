/** Plain drawings in place of HubSpot's illustrations, which are not published. */
import type { IllustrationProps } from '@hubspot/ui-extensions';
import type { JSX, ReactNode } from 'react';
import { testId } from './attributes.ts';

const bars: ReactNode = (
  <>
    <path className="hsx-ink" d="M28 30v62h84" />
    <rect className="hsx-warm" x="40" y="62" width="14" height="24" rx="2" />
    <rect className="hsx-cool" x="62" y="46" width="14" height="40" rx="2" />
    <rect className="hsx-soft" x="84" y="54" width="14" height="32" rx="2" />
    <path className="hsx-ink" d="M38 50l22-16 22 12 22-20" />
  </>
);

const padlock: ReactNode = (
  <>
    <path className="hsx-ink" d="M54 54V40a16 16 0 0 1 32 0v14" />
    <rect className="hsx-warm" x="44" y="54" width="52" height="40" rx="5" />
    <circle className="hsx-paper" cx="70" cy="70" r="5" />
    <path className="hsx-ink" d="M70 75v9" />
  </>
);

const people: ReactNode = (
  <>
    <circle className="hsx-cool" cx="56" cy="44" r="13" />
    <path className="hsx-cool" d="M32 90c2-20 12-27 24-27s22 7 24 27Z" />
    <circle className="hsx-warm" cx="92" cy="52" r="10" />
    <path className="hsx-warm" d="M74 90c1-16 8-22 18-22s17 6 18 22Z" />
  </>
);

const building: ReactNode = (
  <>
    <rect className="hsx-cool" x="38" y="34" width="36" height="58" rx="3" />
    <rect className="hsx-warm" x="74" y="54" width="30" height="38" rx="3" />
    <path
      className="hsx-ink"
      d="M47 46h6M59 46h6M47 58h6M59 58h6M47 70h6M59 70h6M83 66h12M83 78h12"
    />
    <path className="hsx-ink" d="M26 92h90" />
  </>
);

const plug: ReactNode = (
  <>
    <rect className="hsx-warm" x="34" y="46" width="30" height="30" rx="6" />
    <rect className="hsx-cool" x="78" y="46" width="30" height="30" rx="6" />
    <path className="hsx-ink" d="M64 61h14M49 46V32h43v14M49 76v14h43V76" />
  </>
);

const glass: ReactNode = (
  <>
    <circle className="hsx-soft" cx="62" cy="54" r="24" />
    <circle className="hsx-ring" cx="62" cy="54" r="24" />
    <path className="hsx-ink" d="M80 72l22 22" />
    <path className="hsx-ink" d="M52 54h20M52 46h14M52 62h12" />
  </>
);

const warning: ReactNode = (
  <>
    <path className="hsx-soft" d="M70 26 116 98H24Z" />
    <path className="hsx-ink" d="M70 26 116 98H24Z" />
    <path className="hsx-ink" d="M70 52v22M70 84v.5" />
  </>
);

const sheet: ReactNode = (
  <>
    <rect className="hsx-paper" x="42" y="26" width="56" height="70" rx="4" />
    <rect className="hsx-edge" x="42" y="26" width="56" height="70" rx="4" />
    <path className="hsx-ink" d="M52 42h36M52 54h36M52 66h24" />
    <circle className="hsx-warm" cx="94" cy="88" r="13" />
    <path className="hsx-white" d="M88 88l4 4 8-8" />
  </>
);

const hourglass: ReactNode = (
  <>
    <path className="hsx-ink" d="M48 26h44M48 98h44" />
    <path
      className="hsx-soft"
      d="M54 26c0 22 12 26 16 36-4 10-16 14-16 36h32c0-22-12-26-16-36 4-10 16-14 16-36Z"
    />
    <path className="hsx-warm" d="M60 98c0-10 6-14 10-18 4 4 10 8 10 18Z" />
  </>
);

/** By HubSpot's name of an illustration or of an empty state's image. */
const DRAWINGS: Record<string, ReactNode> = {
  addOnReporting: bars,
  emptyStateCharts: bars,
  missedGoal: bars,
  target: bars,
  lock: padlock,
  unlock: padlock,
  registration: padlock,
  developerSecurityUpdate: padlock,
  contacts: people,
  leads: people,
  customerExperience: people,
  customerSupport: people,
  social: people,
  meetings: people,
  companies: building,
  building: building,
  store: building,
  storeDisabled: building,
  api: plug,
  integrations: plug,
  sandboxAddOn: plug,
  callingSetUp: plug,
  voteAndSearch: glass,
  idea: glass,
  object: glass,
  multipleObjects: glass,
  customObjects: glass,
  errorGeneral: warning,
  cone: warning,
  errorHourglass: hourglass,
};

/** The drawing alone, hidden from assistive technology. `width` in pixels. */
export function Illustrated({ name, width }: { name: string; width: number }): JSX.Element {
  return (
    <svg className="hsx-illustration" viewBox="0 0 140 120" width={width} aria-hidden="true">
      <ellipse className="hsx-ground" cx="70" cy="62" rx="62" ry="54" />
      {DRAWINGS[name] ?? sheet}
    </svg>
  );
}

export function Illustration(props: IllustrationProps): JSX.Element {
  const { name, alt, width = 140, height } = props;
  return (
    <span {...testId(props)} className="hsx-box" role="img" aria-label={alt} style={{ height }}>
      <Illustrated name={name} width={width} />
    </span>
  );
}
