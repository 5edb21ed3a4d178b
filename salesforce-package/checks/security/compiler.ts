/**
 * Loaded first in the analyzer's process and, as Node does with `--import`, in its workers. The
 * engine around ESLint brings a parser for TypeScript along that wants the compiler's API, which
 * TypeScript 7 does not have: it gets the compiler that `metadata/types.ts` uses.
 */
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, next) {
    const isParser = /node_modules\/(@typescript-eslint|ts-api-utils)\//.test(
      context.parentURL ?? '',
    );
    return next(specifier === 'typescript' && isParser ? 'typescript-5' : specifier, context);
  },
});
