import { defineConfig } from 'vitest/config'

/** Pictures of the papers: a step of its own, for a machine with LibreOffice, poppler and the fonts. */
export default defineConfig({ test: { include: ['golden/*.golden.ts'], testTimeout: 60_000, hookTimeout: 900_000 } })
