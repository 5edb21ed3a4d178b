import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    environment: 'node',
    setupFiles: ['tests/support/properties.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // Loading the modules afresh for every file took two thirds of the time; no test changes a module.
    isolate: false,
    // A machine under load is slow, not wrong.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    restoreMocks: true,
  },
});
