/**
 * HubSpot's own rules over what runs inside HubSpot: neither browser dialogs, storage and native
 * HTTP, which its workers deny, nor HTML elements, which it does not draw. Everything else is Biome's.
 * https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensibility/linting
 */
import babelParser from '@babel/eslint-parser';
import { config as hubspotRules } from '@hubspot/eslint-config-ui-extensions';

// Wherever the source folder of the project is.
const extensions = '**/app/{cards,settings}/**/*.{ts,tsx}';

export default [
  ...hubspotRules.map((rules) => ({ ...rules, files: [extensions] })),
  {
    files: [extensions],
    languageOptions: {
      // The usual parser for TypeScript does not work with the compiler this project uses.
      parser: babelParser,
      parserOptions: {
        requireConfigFile: false,
        babelOptions: {
          babelrc: false,
          configFile: false,
          presets: ['@babel/preset-typescript'],
        },
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
  },
];
