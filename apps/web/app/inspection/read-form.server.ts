import {
  type InspectionAct,
  inspectionActSchema,
  inspectionEvents,
  type ProceedingAct,
  proceedingActSchema,
  proceedingEvents,
  type RemedyAct,
  remedyActSchema,
  remedyEvents,
} from '@nq15/domain/inspection'
import type { z } from 'zod'
import { parseDay } from '../ui/format.ts'
import {
  dayFields,
  type InspectionField,
  inspectionForms,
  proceedingForms,
  remedyForms,
  remedyRowFields,
  remedyRows,
} from './inspection-forms.ts'

export type Read<Value> = { readonly value: Value | null; readonly wrong: readonly string[] }

const text = (form: FormData, name: string) => String(form.get(name) ?? '')

/** A field as the schemas want it: a day as a legal day; what is no day stays wrong. */
export function fieldOf(form: FormData, field: InspectionField): unknown {
  const typed = text(form, field)
  if ((field === 'restartedOn' || field === 'concludedOn') && typed.trim() === '') return null
  if (field === 'dutyRelated') return typed === '' ? undefined : typed
  if (dayFields.includes(field)) return parseDay(typed) ?? typed
  if (field === 'isLead' || field === 'isGrave') return typed === 'yes'
  if (field === 'signCodes')
    return typed
      .split(/[\s,;]+/u)
      .filter(Boolean)
      .map((code) => code.toUpperCase())
  return typed
}

export function parsed<Value>(answer: z.ZodSafeParseResult<Value>): Read<Value> {
  if (answer.success) return { value: answer.data, wrong: [] }
  return { value: null, wrong: [...new Set(answer.error.issues.map(({ path }) => path.map(String).join('.')))] }
}

const fieldsOf = (form: FormData, fields: readonly InspectionField[]) =>
  Object.fromEntries(fields.map((field) => [field, fieldOf(form, field)]))

/** Reads an act on an inspection out of a form; null when a field does not hold. */
export function readInspectionAct(form: FormData): Read<InspectionAct> {
  const event = inspectionEvents.find((one) => one === form.get('event'))
  if (!event) return { value: null, wrong: ['event'] }
  const said = fieldsOf(form, inspectionForms[event])
  if (event === 'revise') return parsed(inspectionActSchema.safeParse({ event, content: said }))
  const remedies = event === 'conclude' ? { remedies: readRemedies(form) } : {}
  return parsed(inspectionActSchema.safeParse({ event, ...said, ...remedies }))
}

/** The rows of remedies that say anything. */
const readRemedies = (form: FormData) =>
  remedyRows.flatMap((at) => {
    const typed = Object.fromEntries(remedyRowFields.map((name) => [name, text(form, `remedy${at}.${name}`)]))
    if (typed['title']?.trim() === '') return []
    return [{ ...typed, dueOn: parseDay(typed['dueOn'] ?? '') ?? typed['dueOn'] }]
  })

/** Reads an act on a remedy out of a form; null when a field does not hold. */
export function readRemedyAct(form: FormData): Read<RemedyAct> {
  const event = remedyEvents.find((one) => one === form.get('event'))
  if (!event) return { value: null, wrong: ['event'] }
  return parsed(remedyActSchema.safeParse({ event, ...fieldsOf(form, remedyForms[event]) }))
}

/** Reads an act on a proceeding out of a form; null when a field does not hold. */
export function readProceedingAct(form: FormData): Read<ProceedingAct> {
  const event = proceedingEvents.find((one) => one === form.get('event'))
  if (!event || event === 'lapse') return { value: null, wrong: ['event'] }
  return parsed(proceedingActSchema.safeParse({ event, ...fieldsOf(form, proceedingForms[event]) }))
}
