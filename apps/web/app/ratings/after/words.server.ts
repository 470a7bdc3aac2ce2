import {
  type AfterMessages,
  type AmendmentFinding,
  afterMessagesEn,
  afterMessagesVi,
  type DecidedOutcome,
  levelSchema,
  messagesEn,
  messagesVi,
  type RatingMessages,
  renderAmendment,
} from '@nq15/domain/ratings'
import { z } from 'zod'
import { localeOf } from '../../server/sentence.server.ts'
import type { SaidRule } from './answer.server.ts'

type Words = { readonly messages: RatingMessages; readonly after: AfterMessages }

/** The room's words in the language of whoever asks. */
export function wordsOf(request: Request): Words {
  return localeOf(request) === 'en'
    ? { messages: messagesEn, after: afterMessagesEn }
    : { messages: messagesVi, after: afterMessagesVi }
}

/** A level or another outcome as its chip. */
export const gradeOfOutcome = (outcome: string): DecidedOutcome => levelSchema.safeParse(outcome).data ?? 'NOT_RATED'

/** Rules that stand in the way; where one decision changes several levels, each says whom it concerns. */
export function sayFindings(
  words: Words,
  findings: readonly (AmendmentFinding & { readonly name: string })[],
): SaidRule[] {
  const isSeveral = new Set(findings.map(({ name }) => name)).size > 1
  const said = findings.map((found) => {
    const sentence = renderAmendment(words, found)
    return {
      code: found.code,
      sentence: isSeveral && !ofDocument.has(found.code) ? `${found.name}: ${sentence}` : sentence,
    }
  })
  return said.filter((one, at) => said.findIndex(({ sentence }) => sentence === one.sentence) === at)
}

/** Rules about the decision's own document or the group: the same for everybody it changes. */
const ofDocument: ReadonlySet<string> = new Set(['SD-01', 'SD-03', 'SD-09'])

/** The id of the request and the version a form carries. */
export const framed = z.object({ requestId: z.uuid(), version: z.coerce.number().int().min(0).default(0) })
