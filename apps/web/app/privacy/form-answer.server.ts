import { data } from '@remix-run/node'
import type { z } from 'zod'
import { parseDay } from '../ui/format.ts'

/** What a form of this room answers: done, a refusal by its code, or the fields to mend; what was typed is kept. */
export type FormAnswer = {
  readonly intent: string
  readonly done: boolean
  readonly refusal: string | null
  readonly faults: readonly string[]
  readonly typed: Readonly<Record<string, string>>
}

/** The texts of a form, with its days (`…On`, `valid…`) brought from dd/MM/yyyy to legal days for the schema. */
export async function readTyped(request: Request) {
  const form = await request.formData()
  const typed = Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])),
  )
  const parsed = Object.fromEntries(
    Object.entries(typed).map(([name, value]) => [
      name,
      /(?:On|From|To)$/u.test(name) ? (parseDay(value) ?? '') : value,
    ]),
  )
  return { typed, parsed, intent: typed['intent'] ?? '' }
}

/** The act was done. */
export const done = (intent: string) => data<FormAnswer>({ intent, done: true, refusal: null, faults: [], typed: {} })

/** A rule refused the act. */
export const refused = (intent: string, refusal: string, typed: Record<string, string>) => {
  if (refusal === 'NOT_FOUND') throw data(null, { status: 404 })
  return data<FormAnswer>({ intent, done: false, refusal, faults: [], typed }, { status: 409 })
}

/** Fields did not read. */
export const faulty = (intent: string, error: z.ZodError, typed: Record<string, string>) =>
  data<FormAnswer>(
    {
      intent,
      done: false,
      refusal: null,
      faults: [...new Set(error.issues.map(({ path }) => String(path[0] ?? '')))],
      typed,
    },
    { status: 422 },
  )
