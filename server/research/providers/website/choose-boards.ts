/** Which of the boards linked from a site are the company's own. */
import { brandInDomain } from '../../../../shared/company/similarity.ts';
import type { BoardRef } from '../job-boards/board.ts';
import type { BoardLink } from './page.ts';

/** One board for each of at most this many systems or subsidiaries. */
const most = 3;

export interface BoardChoice {
  readonly boards: readonly BoardRef[];
  /** Boards are linked, but none can be told to be the company's own. */
  readonly unclear: boolean;
}

/**
 * A single board behind a careers link is the company's. Among several, and for links that do not
 * speak of careers (a customer's story, a partner), the board's name must agree with the site.
 */
export function chooseBoards(
  links: readonly BoardLink[],
  domain: string,
  names: readonly string[],
): BoardChoice {
  const careers = links.filter((link) => link.careers);
  const [only] = careers;
  if (only && careers.length === 1) return { boards: [only.board], unclear: false };
  const agreeing = links.filter(({ board }) => agrees(board.token, domain, names));
  return {
    boards: agreeing.slice(0, most).map(({ board }) => board),
    unclear: agreeing.length === 0 && links.length > 0,
  };
}

function agrees(token: string, domain: string, names: readonly string[]): boolean {
  if (brandInDomain(token, domain) !== 'none') return true;
  return names.some((name) => brandInDomain(name, `${token}.com`) !== 'none');
}
