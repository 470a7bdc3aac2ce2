import { type AccessMessages, accessMessagesEn, accessMessagesVi } from '@nq15/domain/access'
import { fillSentence, localeOf } from '../server/sentence.server.ts'

type Code = keyof AccessMessages['refusals']

/** A refusal of the access room as a sentence in the reader's language. */
export function accessSentence(request: Request, refusal: { readonly code: Code }): string {
  const messages = localeOf(request) === 'en' ? accessMessagesEn : accessMessagesVi
  return fillSentence(messages.refusals[refusal.code], refusal)
}
