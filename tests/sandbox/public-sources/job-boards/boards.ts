import type { JobBoard, JobBoardSystem, WorldCompany } from '../../world/types.ts';

/** The board of that name at one system. Names are exact. */
export type BoardOf = (
  name: string,
) => { readonly company: WorldCompany; readonly board: JobBoard } | undefined;

export function boardsOf(companies: readonly WorldCompany[], system: JobBoardSystem): BoardOf {
  const boards = new Map(
    companies.flatMap((company) =>
      company.board?.system === system
        ? [[company.board.token, { company, board: company.board }] as const]
        : [],
    ),
  );
  return (name) => boards.get(name);
}
