/**
 * Jest for the Lightning web components: `npx sfdx-lwc-jest`, or one file with
 * `npx sfdx-lwc-jest -- path/to/file.test.js`. It lies at the project's root, and is CommonJS,
 * because sfdx-lwc-jest looks for it there and loads Salesforce's own settings with require().
 */
const { jestConfig } = require('@salesforce/sfdx-lwc-jest/config');

module.exports = {
  ...jestConfig,
  roots: ['<rootDir>/salesforce-package/force-app'],
  setupFiles: [require.resolve('./salesforce-package/checks/jest/labels.cjs')],
  setupFilesAfterEnv: [
    ...jestConfig.setupFilesAfterEnv,
    require.resolve('./salesforce-package/checks/jest/accessibility.cjs'),
  ],
  testMatch: ['**/lwc/**/__tests__/**/*.test.js'],
  // A machine under load is slow, not wrong.
  testTimeout: 30_000,
  collectCoverageFrom: ['salesforce-package/force-app/**/lwc/**/*.js', '!**/__tests__/**'],
  coverageDirectory: '<rootDir>/coverage/lwc',
  coverageReporters: ['text-summary', 'json-summary', 'lcovonly'],
  coverageThreshold: { global: { statements: 90, branches: 80, functions: 90, lines: 90 } },
};
