import { join, resolve } from 'node:path';

/** Where data recorded by others lies: beside the project, or where `CONTRACTS_DIR` says. */
export const contractsDirectory = resolve(
  process.env.CONTRACTS_DIR ?? join(import.meta.dirname, '../../../shared/contracts'),
);
