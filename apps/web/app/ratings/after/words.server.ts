import {
  type AfterMessages,
  type AmendmentFinding,
  afterMessagesEn,
  afterMessagesVi,
  gradeOf,
  levelSchema,
  messagesEn,
  messagesVi,
  type RatingMessages,
  renderAmendment,
} from '@nq15/domain/ratings'
import { z } from 'zod'
import { localeOf } from '../../server/sentence.server.ts'
import type { ShownGrade } from '../../ui/grade-chip.tsx'
import type { SaidRule } from './answer.server.ts'

type Words = { readonly messages: RatingMessages; readonly after: AfterMessages }

/** The room's words in the language of whoever asks. */
export function wordsOf(request: Request): Words {
  return localeOf(request) === 'en'
    ? { messages: messagesEn, after: afterMessagesEn }
    : { messages: messagesVi, after: afterMessagesVi }
}

/** A level or another outcome as its chip. */
export function gradeOfOutcome(outcome: string): ShownGrade {
  const level = levelSchema.safeParse(outcome)
  return level.success ? gradeOf(level.data) : 'not-rated'
}

/** Rules that stand in the way, each once. */
export const sayFindings = (words: Words, findings: readonly AmendmentFinding[]): SaidRule[] =>
  findings.map((found) => ({ code: found.code, sentence: renderAmendment(words, found) }))

/** The id of the request and the version a form carries. */
export const framed = z.object({ requestId: z.uuid(), version: z.coerce.number().int().min(0).default(0) })
