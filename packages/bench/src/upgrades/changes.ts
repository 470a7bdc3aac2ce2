import type { Change } from './kept.ts'

/** What migrations turned into something else, with the reason; everything else of an earlier state must be there, column by column. */
export const changes: readonly Change[] = []
