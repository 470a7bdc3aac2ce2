import { defineConfig } from 'vitest/config'

// Each file opens databases of its own: processes, not threads, and as many as the smallest machine has cores. Files share no
// modules: a clock set by one would stay in the maker of ids of the next.
export default defineConfig({
  test: { pool: 'forks', maxWorkers: 2, hookTimeout: 300_000, testTimeout: 180_000, include: ['src/**/*.test.ts'] },
})
