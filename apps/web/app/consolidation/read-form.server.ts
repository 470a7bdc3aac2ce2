import {
  type NewTask,
  newTaskSchema,
  type PlanAct,
  type PlanContent,
  planActSchema,
  planContentSchema,
  planEvents,
  type TaskAct,
  taskActSchema,
  taskEvents,
} from '@nq15/domain/consolidation'
import type { z } from 'zod'
import { parseDay } from '../ui/format.ts'
import { dayFields, type PlanField, planForms, taskForms } from './plan-forms.ts'

type Read<Value> = { readonly value: Value | null; readonly wrong: readonly string[] }

const text = (form: FormData, name: string) => String(form.get(name) ?? '')
/** A day as typed; what is no day stays wrong. */
const dayIn = (form: FormData, name: string) => parseDay(text(form, name)) ?? text(form, name)

function answer<Value>(parsed: z.ZodSafeParseResult<Value>): Read<Value> {
  if (parsed.success) return { value: parsed.data, wrong: [] }
  return { value: null, wrong: [...new Set(parsed.error.issues.map(({ path }) => path.map(String).join('.')))] }
}

function readFields(form: FormData, fields: readonly PlanField[]): Record<string, unknown> {
  const said: Record<string, unknown> = {}
  for (const field of fields) {
    const typed = text(form, field)
    if (field === 'isPositive') said[field] = typed === 'yes'
    else if (field === 'attachmentId') said[field] = typed === '' ? null : typed
    else if (field === 'expiresOn') said[field] = typed === '' ? null : dayIn(form, field)
    else said[field] = dayFields.includes(field) ? dayIn(form, field) : typed
  }
  return said
}

/** Reads an act on a plan out of a form; null when a field does not hold. */
export function readPlanAct(form: FormData): Read<PlanAct> {
  const event = planEvents.find((one) => one === form.get('event'))
  if (!event || event === 'revise') return { value: null, wrong: ['event'] }
  return answer(planActSchema.safeParse({ event, ...readFields(form, planForms[event]) }))
}

/** Reads an act on a task out of a form; null when a field does not hold. */
export function readTaskAct(form: FormData): Read<TaskAct> {
  const event = taskEvents.find((one) => one === form.get('event'))
  if (!event) return { value: null, wrong: ['event'] }
  return answer(taskActSchema.safeParse({ event, ...readFields(form, taskForms[event]) }))
}

/** Reads a new task out of its form. */
export function readNewTask(form: FormData): Read<NewTask> {
  const rhythm = text(form, 'rhythm')
  return answer(
    newTaskSchema.safeParse({
      signCode: text(form, 'signCode'),
      title: text(form, 'title'),
      output: text(form, 'output'),
      ownerName: text(form, 'ownerName'),
      ownerPost: text(form, 'ownerPost'),
      dueOn: dayIn(form, 'dueOn'),
      dependsOn: form.getAll('dependsOn').map(String).filter(Boolean),
      repeats: rhythm === '' ? null : { rhythm, until: dayIn(form, 'until') },
    }),
  )
}

/** Reads the whole content of a plan; a goal without its words is not there, a baseline left empty is not known. */
export function readPlanContent(form: FormData, codes: readonly string[]): Read<PlanContent> {
  return answer(
    planContentSchema.safeParse({
      ...Object.fromEntries(
        ['legalBasis', 'situation', 'areaMember', 'secretary', 'supportingUnit', 'resources', 'reporting'].map(
          (name) => [name, text(form, name)],
        ),
      ),
      startsOn: dayIn(form, 'startsOn'),
      endsOn: dayIn(form, 'endsOn'),
      ...(text(form, 'reportDay').trim() === '' ? {} : { reportDay: text(form, 'reportDay') }),
      weaknesses: codes.map((signCode) => ({
        signCode,
        evidence: text(form, `${signCode}.evidence`),
        cause: text(form, `${signCode}.cause`),
        causeNote: text(form, `${signCode}.causeNote`),
      })),
      goals: codes.flatMap((signCode) =>
        text(form, `${signCode}.measure`).trim() === ''
          ? []
          : [
              {
                signCode,
                measure: text(form, `${signCode}.measure`),
                baseline: text(form, `${signCode}.baseline`).trim() === '' ? null : text(form, `${signCode}.baseline`),
                target: text(form, `${signCode}.target`),
                unit: text(form, `${signCode}.unit`),
                dueOn: dayIn(form, `${signCode}.dueOn`),
              },
            ],
      ),
    }),
  )
}
