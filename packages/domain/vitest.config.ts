import { defineConfig } from 'vitest/config'

// Nothing here keeps anything between calls, so the files share their loaded modules: that is most of the time. A test's time
// is no promise of the product: it may be ten times longer on a busy machine.
export default defineConfig({
  test: { isolate: false, testTimeout: 600_000, hookTimeout: 600_000, include: ['src/**/*.test.ts'] },
})
