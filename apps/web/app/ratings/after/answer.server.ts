import { data } from '@remix-run/node'
import type { z } from 'zod'

/** One rule that refused, as a sentence with its code. */
export type SaidRule = { readonly code: string; readonly sentence: string }

/** What a form of these pages answers: done, a refusal with its rules, or the fields to mend; what was typed is kept. */
export type AfterAnswer = {
  readonly intent: string
  readonly done: boolean
  readonly refusal: string | null
  readonly rules: readonly SaidRule[]
  readonly faults: readonly string[]
  readonly typed: Readonly<Record<string, string>>
}

type Typed = Readonly<Record<string, string>>
const none = { done: false, refusal: null, rules: [], faults: [] } as const

/** The act was done. */
export const saidDone = (intent: string) => data<AfterAnswer>({ ...none, intent, done: true, typed: {} })

/** A rule refused the act; outside one's scope and not there look the same. */
export function saidRefused(intent: string, refusal: string, typed: Typed, rules: readonly SaidRule[] = []) {
  if (refusal === 'NOT_FOUND') throw data(null, { status: 404 })
  return data<AfterAnswer>({ ...none, intent, refusal, rules, typed }, { status: 409 })
}

/** Fields did not read. */
export const saidFaulty = (intent: string, error: z.ZodError, typed: Typed) =>
  data<AfterAnswer>(
    { ...none, intent, faults: [...new Set(error.issues.map(({ path }) => String(path[0] ?? '')))], typed },
    { status: 422 },
  )

/** The form carries no act this page knows. */
export const saidNothing = () => data<AfterAnswer>({ ...none, intent: '', typed: {} }, { status: 422 })
