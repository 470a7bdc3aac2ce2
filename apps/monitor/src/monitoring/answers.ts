import type { Result } from '@nq15/domain/shared'
import { TRPCError } from '@trpc/server'
import { z } from 'zod'

/** What a procedure answers that the law allows to refuse: a value, or a stable code with what the reader can act on. */
export const answerOf = <Value extends z.ZodType>(value: Value) =>
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), refusal: z.looseObject({ code: z.string() }) }),
  ])

/** A value, or a refusal as an error of the protocol: for reads, where nothing else can be refused than what is not there. */
export function valueOrThrow<Value>(result: Result<Value, { readonly code: string }>): Value {
  if (result.ok) return result.value
  throw new TRPCError({
    code: result.refusal.code === 'NOT_FOUND' ? 'NOT_FOUND' : 'BAD_REQUEST',
    message: result.refusal.code,
  })
}

/** A refusal of what is not there is an error; any other is an answer that the reader can act on. */
export function answer<Value, Refusal extends { readonly code: string }>(
  result: Result<Value, Refusal>,
): Result<Value, Refusal> {
  if (!result.ok && result.refusal.code === 'NOT_FOUND') valueOrThrow(result)
  return result
}

export const id = z.uuid()
/** A day of the centuries that the calendar reckons with. */
export const day = z.iso.date().regex(/^(19|20|21)/)
/** The first day of a month. */
export const monthStart = z.string().regex(/^(19|20|21)\d{2}-(0[1-9]|1[0-2])-01$/)
/** Names one act: sent twice, it acts once. */
export const requestId = z.uuid()
export const bilingual = z.object({ vi: z.string(), en: z.string() })
