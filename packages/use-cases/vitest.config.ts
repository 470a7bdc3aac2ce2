import { defineConfig } from 'vitest/config'

// Each file opens databases of its own: processes, not threads, and as many as the smallest machine has cores. No file mocks a
// module and nothing here keeps anything between calls, so the files of a process share what is loaded: half of the time.
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    isolate: false,
    hookTimeout: 300_000,
    testTimeout: 180_000,
    include: ['src/**/*.test.ts'],
  },
})
