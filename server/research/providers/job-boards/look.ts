import type { Look } from '../../marks.ts';
import type { BoardSystem } from './board.ts';
import { boardLabel } from './board.ts';
import type { BoardReader } from './read-board.ts';

/** Whether other posts are open on a company's board. */
export function boardLook(boards: BoardReader): Look {
  return {
    prefix: 'board:',
    look(rest, known, signal) {
      const at = rest.indexOf(':');
      const system = rest.slice(0, at);
      if (!isSystem(system)) throw new TypeError(`there is no job board system ${system}`);
      return boards.look({ system, token: rest.slice(at + 1) }, known, { signal });
    },
  };
}

const isSystem = (name: string): name is BoardSystem => Object.hasOwn(boardLabel, name);
