import {
  type CommitmentAct,
  commitmentActSchema,
  type IncidentAct,
  incidentActSchema,
  incidentEvents,
  type NewCommitment,
  newCommitmentSchema,
} from '@nq15/domain/incidents'
import type { z } from 'zod'
import { parseDay } from '../ui/format.ts'
import { commitmentForms, dayFields, type IncidentField, incidentForms, promiseFields } from './incident-forms.ts'

export type Read<Value> = { readonly value: Value | null; readonly wrong: readonly string[] }

/** The fields as the schemas want them: days as legal days; what is no day stays wrong. */
export const fieldsOf = (form: FormData, fields: readonly IncidentField[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    fields.map((field) => {
      const typed = String(form.get(field) ?? '')
      return [field, dayFields.includes(field) ? (parseDay(typed) ?? typed) : typed]
    }),
  )

/** What was read, or the names of the fields that do not hold. */
export function parsed<Value>(answer: z.ZodSafeParseResult<Value>): Read<Value> {
  if (answer.success) return { value: answer.data, wrong: [] }
  return { value: null, wrong: [...new Set(answer.error.issues.map(({ path }) => path.map(String).join('.')))] }
}

/** Reads an act on a case out of a form. */
export function readIncidentAct(form: FormData): Read<IncidentAct> {
  const event = incidentEvents.find((one) => one === form.get('event'))
  if (!event) return { value: null, wrong: ['event'] }
  return parsed(incidentActSchema.safeParse({ event, ...fieldsOf(form, incidentForms[event]) }))
}

/** Reads a new promise out of a form. */
export const readCommitment = (form: FormData): Read<NewCommitment> =>
  parsed(newCommitmentSchema.safeParse(fieldsOf(form, promiseFields)))

/** Reads an act on a promise out of a form. */
export function readCommitmentAct(form: FormData, event: keyof typeof commitmentForms): Read<CommitmentAct> {
  const said = fieldsOf(form, commitmentForms[event])
  return parsed(commitmentActSchema.safeParse(event === 'replace' ? { event, commitment: said } : { event, ...said }))
}
