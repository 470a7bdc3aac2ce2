import {
  type AccessMessages,
  accessMessagesEn,
  accessMessagesVi,
  roleLabelsEn,
  roleLabelsVi,
  type SeparationRuleId,
} from '@nq15/domain/access'
import { fillSentence, localeOf } from '../server/sentence.server.ts'
import { formatDay } from '../ui/format.ts'

type Code = keyof AccessMessages['refusals']

/** A refusal about accounts as a sentence: roles and rules by their names, days as people write them. */
export function accountSentence(
  request: Request,
  refusal: { readonly code: Code } & Readonly<Record<string, unknown>>,
): string {
  const isEnglish = localeOf(request) === 'en'
  const messages = isEnglish ? accessMessagesEn : accessMessagesVi
  const labels: Readonly<Record<string, string>> = isEnglish ? roleLabelsEn : roleLabelsVi
  const facts = Object.fromEntries(
    Object.entries(refusal).map(([name, value]) => {
      if (name === 'role' || name === 'other') return [name, labels[String(value)] ?? value]
      if (name === 'rule') return [name, messages.separation[value as SeparationRuleId] ?? value]
      if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/u.test(value)) return [name, formatDay(value)]
      return [name, value]
    }),
  )
  return fillSentence(messages.refusals[refusal.code], facts)
}
