import { defineConfig } from 'vitest/config'

// Files that open databases: processes, not threads, and as many as the smallest machine has cores.
export default defineConfig({
  test: { pool: 'forks', maxWorkers: 2, hookTimeout: 300_000, testTimeout: 180_000, include: ['src/**/*.test.ts'] },
})
