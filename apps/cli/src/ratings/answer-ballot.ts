import { type ballotCaseSchema, checkTally, messagesVi, renderTallyNote } from '@nq15/domain/ratings'
import type { z } from 'zod'
import type { Answer } from '../answer.ts'

type BallotCase = z.infer<typeof ballotCaseSchema>

/** Checks the count record of each case and says which level or names carry the vote. */
export function answerBallot(cases: readonly BallotCase[]): Answer {
  const answers = cases.map(({ id, threshold, ...tally }) => ({ id, ...checkTally(tally, threshold) }))
  return {
    json: answers.map(({ id, ok, level, chosen, errors, warnings }) => ({
      id,
      ok,
      level,
      ...(chosen ? { chosen } : {}),
      errors: errors.map(({ code }) => code),
      warnings: warnings.map(({ code }) => code),
      notes: [...errors, ...warnings],
    })),
    lines: answers.flatMap(({ id, level, chosen, errors, warnings }) => [
      `${id}  ${level ?? chosen?.join(', ') ?? '–'}`,
      ...[...errors, ...warnings].map(
        (note) => `  ${note.screenCode} ${note.code}  ${renderTallyNote(messagesVi, note)} (${note.fields.join(', ')})`,
      ),
    ]),
    exitCode: answers.every(({ ok }) => ok) ? 0 : 1,
  }
}
