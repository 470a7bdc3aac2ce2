import { defineConfig } from 'vitest/config'

// Files that open databases: threads of one process, so that the embedded engine is compiled once and stays warm, and as many
// as the smallest machine has cores.
export default defineConfig({
  test: { pool: 'threads', maxWorkers: 2, hookTimeout: 600_000, testTimeout: 600_000, include: ['src/**/*.test.ts'] },
})
