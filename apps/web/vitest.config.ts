import { defineConfig } from 'vitest/config'

// Threads of one process: the embedded engine is compiled once and stays warm. A test's time is no promise of the product: it
// may be ten times longer on a busy machine.
export default defineConfig({
  test: {
    pool: 'threads',
    maxWorkers: 2,
    testTimeout: 600_000,
    hookTimeout: 600_000,
    setupFiles: ['../../packages/tooling/quick-passwords.mjs'],
    include: ['app/**/*.test.{ts,tsx}', '*.test.ts'],
    environment: 'node',
  },
})
