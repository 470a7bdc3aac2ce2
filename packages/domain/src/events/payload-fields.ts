import { z } from 'zod'

/** What a payload may hold: ids, days, counts, and a short word of code as in `grassroots-office`; never a text somebody typed. */
export const id = z.uuid()
export const day = z.iso.date()
export const count = z.number().int().nonnegative()
export const word = z.string().regex(/^([a-z0-9.:-]{1,60}|[A-Z0-9_]{1,60})$/)
