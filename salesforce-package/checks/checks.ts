import { fields } from './apex/fields.ts';
import { rules } from './apex/rules.ts';
import { syntax } from './apex/syntax.ts';
import { types } from './apex/types.ts';
import type { Check } from './check.ts';
import { labels } from './labels.ts';
import { eslint } from './lwc/eslint.ts';
import { imports } from './lwc/imports.ts';
import { jest } from './lwc/jest.ts';
import { slds } from './lwc/slds.ts';
import { convert } from './metadata/convert.ts';
import { schema } from './metadata/schema.ts';
import { versions } from './metadata/versions.ts';
import { security } from './security/security.ts';

/** In the order in which they start: the long ones first. */
export const checks: Check[] = [
  security,
  jest,
  eslint,
  slds,
  imports,
  syntax,
  types,
  fields,
  rules,
  labels,
  schema,
  versions,
  convert,
];
