import { informationMessagesEn, informationMessagesVi } from '@nq15/domain/information'
import type { InformationActing, InformationRefusal } from '@nq15/use-cases/information/information-hand'
import { data } from '@remix-run/node'
import { appResources } from '../server/database.server.ts'
import { fillSentence, localeOf } from '../server/sentence.server.ts'
import { informationHand } from '../server/service.server.ts'
import { findScope, type RequestArgs, requirePermission } from '../server/session.server.ts'
import type { TypedAnswerFacts } from '../ui/form-answer.tsx'

/** The gate of the room: a person who reads duties of information; his proofs and the hand that writes on his word. */
export async function informationGate(args: RequestArgs) {
  const { person, scope } = await requirePermission(args, 'information:read')
  const acting: InformationActing = {
    prove: (permission) => findScope(person, permission),
    hand: informationHand(person),
  }
  return { person, scope, acting, db: appResources().db, working: findScope(person, 'information:work') }
}

/** What was typed, so that a refused form is not empty. */
const typedOf = (form: FormData): Readonly<Record<string, string>> =>
  Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))

/** A refusal as the page shows it: every finding in words, with the very words that are refused. */
export function refusedAnswer(request: Request, refusal: InformationRefusal | { code: string }, form: FormData) {
  const words = localeOf(request) === 'en' ? informationMessagesEn : informationMessagesVi
  const findings = 'findings' in refusal ? refusal.findings : []
  const answer: TypedAnswerFacts = {
    ...{ code: refusal.code, wrong: [], typed: typedOf(form) },
    findings: findings.map((finding) => ({
      code: finding.code,
      said: fillSentence(words.findings[finding.code], {
        condition: 'condition' in finding ? `“${finding.condition ?? ''}”` : '',
        mark: 'mark' in finding && finding.mark ? words.marks[finding.mark] : '',
      }),
    })),
  }
  return data(answer, { status: 409 })
}

/** The answer to a form whose fields do not hold. */
export function wrongAnswer(form: FormData, wrong: readonly string[]) {
  const answer: TypedAnswerFacts = { code: 'BAD_INPUT', wrong, findings: [], typed: typedOf(form) }
  return data(answer, { status: 422 })
}
