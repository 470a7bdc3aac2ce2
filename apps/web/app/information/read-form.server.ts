import type { z } from 'zod'
import { parseDay } from '../ui/format.ts'
import { dayFields, type InformationField } from './information-forms.ts'

/** The fields as the schemas want them: days as legal days; what is no day stays wrong. */
export const fieldsOf = (
  form: FormData,
  fields: readonly InformationField[],
): Readonly<Partial<Record<InformationField, string>>> =>
  Object.fromEntries(
    fields.map((field) => {
      const typed = String(form.get(field) ?? '')
      return [field, dayFields.includes(field) ? (parseDay(typed) ?? typed) : typed]
    }),
  )

/** What was read, or the names of the fields that do not hold. */
export function parsed<Value>(answer: z.ZodSafeParseResult<Value>): {
  readonly value: Value | null
  readonly wrong: readonly string[]
} {
  if (answer.success) return { value: answer.data, wrong: [] }
  return { value: null, wrong: [...new Set(answer.error.issues.map(({ path }) => path.map(String).join('.')))] }
}
