import { defineConfig } from 'vitest/config'

// Each file opens a database of its own.
export default defineConfig({
  test: { pool: 'forks', maxWorkers: 2, hookTimeout: 300_000, testTimeout: 180_000, include: ['src/**/*.test.ts'] },
})
