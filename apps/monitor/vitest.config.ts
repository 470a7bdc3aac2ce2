import { defineConfig } from 'vitest/config'

// Each file opens a database of its own.
export default defineConfig({
  test: { pool: 'forks', maxWorkers: 2, hookTimeout: 60_000, testTimeout: 60_000, include: ['src/**/*.test.ts'] },
})
