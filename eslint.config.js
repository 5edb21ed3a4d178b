/**
 * The rules of the CRMs over what runs inside them. Everything else is Biome's.
 *
 * HubSpot: neither browser dialogs, storage and native HTTP, which its workers deny, nor HTML
 * elements, which it does not draw.
 * https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensibility/linting
 *
 * Salesforce: what its compiler refuses, what Lightning Locker and the security review forbid, and
 * how components are written. https://github.com/salesforce/eslint-config-lwc
 */
import babelParser from '@babel/eslint-parser';
import { config as hubspotRules } from '@hubspot/eslint-config-ui-extensions';
import internationalRules from '@salesforce/eslint-config-lwc/i18n.js';
import lightningRules from '@salesforce/eslint-config-lwc/recommended.js';
import globals from 'globals';

// Wherever the source folder of the project is.
const extensions = '**/app/{cards,settings}/**/*.{ts,tsx}';
const components = '**/lwc/**/*.js';
const componentTests = '**/lwc/**/__tests__/**/*.js';

const hubspot = [
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

const restrictedGlobals = lightningRules.flatMap(
  ({ rules }) => rules?.['no-restricted-globals']?.slice(1) ?? [],
);

const salesforce = [
  ...[...lightningRules, ...internationalRules].map((rules) => ({ ...rules, files: [components] })),
  {
    files: [components],
    rules: {
      // The whole origin shares what a browser keeps: every package of the org could read it.
      'no-restricted-globals': [
        'error',
        ...restrictedGlobals,
        ...['localStorage', 'sessionStorage', 'indexedDB'],
      ],
      'no-restricted-properties': [
        'error',
        ...['localStorage', 'sessionStorage', 'indexedDB'].map((property) => ({ property })),
        { object: 'document', property: 'cookie' },
      ],
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
  },
  {
    files: [componentTests],
    languageOptions: { globals: { ...globals.node, ...globals.jest } },
    rules: {
      '@lwc/lwc/no-unexpected-wire-adapter-usages': 'off',
      '@lwc/lwc/no-async-operation': 'off',
      // A test waits for one thing after the other, does what a browser does, and what an attacker may.
      'no-await-in-loop': 'off',
      '@lwc/lwc/prefer-custom-event': 'off',
      'no-script-url': 'off',
    },
  },
];

export default [...hubspot, ...salesforce];
