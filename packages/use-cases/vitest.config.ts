import { defineConfig } from 'vitest/config'

const ownClock = ['src/privacy/privacy.test.ts']

// Threads of one process: the embedded engine is compiled once and stays warm for every file, which halves the time. Files
// share their modules too, all but those that set the clock: it would stay in the maker of ids for the next file. As many
// workers as the smallest machine has cores.
export default defineConfig({
  test: {
    ...{
      pool: 'threads',
      maxWorkers: 2,
      hookTimeout: 600_000,
      setupFiles: ['../../packages/tooling/quick-passwords.mjs'],
      testTimeout: 600_000,
    },
    projects: [
      { extends: true, test: { name: 'shared', isolate: false, include: ['src/**/*.test.ts'], exclude: ownClock } },
      { extends: true, test: { name: 'own clock', include: ownClock } },
    ],
  },
})
