import { defineConfig } from 'vitest/config'

// A test's time is no promise of the product: it may be ten times longer on a busy machine.
export default defineConfig({
  test: {
    testTimeout: 180_000,
    hookTimeout: 300_000,
    setupFiles: ['../../packages/tooling/quick-passwords.mjs'],
    include: ['app/**/*.test.{ts,tsx}', '*.test.ts'],
    environment: 'node',
  },
})
