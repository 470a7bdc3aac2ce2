import {
  type CaseAct,
  caseActSchema,
  caseEvents,
  type PetitionAct,
  petitionActSchema,
  petitionEvents,
} from '@nq15/domain/petitions'
import type { z } from 'zod'
import { parseDay } from '../ui/format.ts'
import { type ActField, amountFields, caseForms, petitionForms } from './act-forms.ts'

/** What a form said, or which of its fields do not hold. */
export type Read<Value> = { readonly value: Value | null; readonly wrong: readonly string[] }

export function readAnswer<Value>(parsed: z.ZodSafeParseResult<Value>): Read<Value> {
  if (parsed.success) return { value: parsed.data, wrong: [] }
  return {
    value: null,
    wrong: [...new Set(parsed.error.issues.map(({ path }) => path.map(String).join('.') || 'form'))],
  }
}

const text = (form: FormData, name: string) => String(form.get(name) ?? '')
/** A day as typed; what is no day stays wrong. */
export const dayIn = (form: FormData, name: string) => parseDay(text(form, name)) ?? text(form, name)

function typedValue(form: FormData, field: ActField): unknown {
  switch (field.as) {
    case 'day':
      return dayIn(form, field.name)
    case 'check':
      return form.get(field.name) === 'yes'
    case 'choices':
      return form.getAll(field.name).map(String)
    case 'amounts':
      return Object.fromEntries(
        amountFields.flatMap((item) => {
          const typed = text(form, `amounts.${item}`).trim()
          return typed === '' ? [] : [[item, typed]]
        }),
      )
    default:
      return text(form, field.name)
  }
}

const said = (form: FormData, fields: readonly ActField[]) =>
  Object.fromEntries(fields.map((field) => [field.name, typedValue(form, field)]))

/** Reads an act on a paper out of its form. */
export function readPetitionAct(form: FormData): Read<PetitionAct> {
  const event = petitionEvents.find((one) => one === form.get('event'))
  const fields = event && petitionForms[event]
  if (!event || !fields) return { value: null, wrong: ['event'] }
  return readAnswer(petitionActSchema.safeParse({ event, ...said(form, fields) }))
}

/** Reads an act on a matter out of its form. */
export function readCaseAct(form: FormData): Read<CaseAct> {
  const event = caseEvents.find((one) => one === form.get('event'))
  if (!event) return { value: null, wrong: ['event'] }
  return readAnswer(caseActSchema.safeParse({ event, ...said(form, caseForms[event]) }))
}
