import { incidentMessagesEn, incidentMessagesVi } from '@nq15/domain/incidents'
import { data } from '@remix-run/node'
import { typedOf } from '../monitoring/watch.server.ts'
import type { MonitorRefusal } from '../server/monitor.server.ts'
import { fillSentence, localeOf } from '../server/sentence.server.ts'
import type { TypedAnswerFacts } from '../ui/form-answer.tsx'

const marks: Readonly<Record<'vi' | 'en', Readonly<Record<string, string>>>> = {
  vi: {
    ...{ number: 'dãy số dài', mail: 'thư điện tử', name: 'tên người', account: 'tên tài khoản', plate: 'biển số xe' },
  },
  en: { number: 'a long number', mail: 'mail address', name: 'a name', account: 'an account', plate: 'a number plate' },
}
const isDay = /^\d{4}-\d{2}-\d{2}$/u

/** Every finding of a refusal as a sentence with its code. */
function findingsOf(request: Request, { findings = [] }: MonitorRefusal) {
  const locale = localeOf(request) === 'en' ? 'en' : 'vi'
  const { incident, commitment, steering } = locale === 'en' ? incidentMessagesEn : incidentMessagesVi
  const said: ReadonlyMap<string, string> = new Map(Object.entries({ ...steering, ...commitment, ...incident }))
  return findings.map(({ code, condition = '' }) => {
    const shown = marks[locale][condition] ?? condition
    const day = isDay.test(shown) ? shown.split('-').reverse().join('/') : shown
    return { code, said: fillSentence(said.get(code) ?? code, { condition: day }) }
  })
}

/** The answer to a form that was refused by monitor. */
export function refusedBy(request: Request, refusal: MonitorRefusal, form: FormData) {
  const answer: TypedAnswerFacts = {
    ...{ code: refusal.code, wrong: [], typed: typedOf(form) },
    findings: findingsOf(request, refusal),
  }
  return data(answer, { status: 409 })
}

/** The answer to a form whose fields do not hold. */
export function wrongForm(form: FormData, wrong: readonly string[]) {
  const answer: TypedAnswerFacts = { code: 'BAD_INPUT', wrong, findings: [], typed: typedOf(form) }
  return data(answer, { status: 422 })
}
