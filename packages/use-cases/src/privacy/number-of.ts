import type { LegalDay } from '@nq15/domain/shared'

/** A number for the register that does not count: prefix, year and the tail of the id (`YC-2026-1a2b3c`). */
export const numberOf = (prefix: 'YC' | 'SC', id: string, day: LegalDay): string =>
  `${prefix}-${day.slice(0, 4)}-${id.slice(-6)}`
