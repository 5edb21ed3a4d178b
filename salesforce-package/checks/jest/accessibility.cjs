/** Registers `expect(element).toBeAccessible()`: axe with Salesforce's choice of rules. */
const { setup } = require('@sa11y/jest');

setup();
