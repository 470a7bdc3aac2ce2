import { inspectionMessagesEn, inspectionMessagesVi } from '@nq15/domain/inspection'
import { data } from '@remix-run/node'
import { z } from 'zod'
import { typedOf } from '../monitoring/watch.server.ts'
import type { MonitorRefusal } from '../server/monitor.server.ts'
import { fillSentence, localeOf } from '../server/sentence.server.ts'
import type { TypedAnswerFacts } from '../ui/form-answer.tsx'
import { contentFields } from './inspection-forms.ts'

const parts: Readonly<Record<'vi' | 'en', Readonly<Record<string, string>>>> = {
  vi: { purpose: 'mục đích', content: 'nội dung', method: 'phương pháp', milestones: 'thời gian, tiến độ' },
  en: { purpose: 'purpose', content: 'content', method: 'method', milestones: 'time points' },
}
const isDay = /^\d{4}-\d{2}-\d{2}$/u

/** Every finding of a refusal as a sentence with its code. */
function inspectionFindings(request: Request, { findings = [] }: MonitorRefusal) {
  const locale = localeOf(request) === 'en' ? 'en' : 'vi'
  const { inspection, remedy, conflict, proceeding } = locale === 'en' ? inspectionMessagesEn : inspectionMessagesVi
  const said: ReadonlyMap<string, string> = new Map(
    Object.entries({ ...inspection, ...remedy, ...conflict, ...proceeding }),
  )
  return findings.map(({ code, condition = '' }) => {
    const shown = contentFields.some((one) => one === condition) ? (parts[locale][condition] ?? condition) : condition
    const day = isDay.test(shown) ? shown.split('-').reverse().join('/') : shown
    return { code, said: fillSentence(said.get(code) ?? code, { condition: day }) }
  })
}

/** The answer to a form that was refused by monitor. */
export function refusedBy(request: Request, refusal: MonitorRefusal, form: FormData) {
  const answer: TypedAnswerFacts = {
    ...{ code: refusal.code, wrong: [], typed: typedOf(form) },
    findings: inspectionFindings(request, refusal),
  }
  return data(answer, { status: 409 })
}

/** The answer to a form whose fields do not hold. */
export function wrongForm(form: FormData, wrong: readonly string[]) {
  const answer: TypedAnswerFacts = { code: 'BAD_INPUT', wrong, findings: [], typed: typedOf(form) }
  return data(answer, { status: 422 })
}

/** What every form of the room carries. */
export const frameSchema = z.object({ requestId: z.uuid(), version: z.coerce.number().int().min(1) })
