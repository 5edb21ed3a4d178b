/** Everything of the package that follows from a source elsewhere. */
import { join } from 'node:path';
import { fieldFiles } from './fields.ts';
import type { GeneratedFiles } from './files.ts';
import { labelFiles } from './labels.ts';
import { listButtonFiles } from './list-buttons.ts';
import { permissionSetFiles } from './permission-sets.ts';
import { recordPageFiles } from './record-pages.ts';
import { switchFiles } from './switches.ts';

export const packageFolder: string = join(import.meta.dirname, '../force-app/main/default');

export function generatedFiles(): GeneratedFiles {
  return new Map([
    ...fieldFiles(),
    ...labelFiles(),
    ...listButtonFiles(),
    ...permissionSetFiles(),
    ...recordPageFiles(),
    ...switchFiles(),
  ]);
}
