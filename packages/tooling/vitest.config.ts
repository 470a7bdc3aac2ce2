import { defineConfig } from 'vitest/config'

// A test's time is no promise of the product: it may be ten times longer on a busy machine.
export default defineConfig({ test: { testTimeout: 600_000, hookTimeout: 600_000, include: ['*.test.mjs'] } })
