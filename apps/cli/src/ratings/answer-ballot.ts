import { type ballotCaseSchema, checkTally, messagesVi, renderTallyNote } from '@nq15/domain/ratings'
import type { z } from 'zod'
import type { Answer } from '../answer.ts'

/** Checks the count record of a case and says which level or names carry the vote. */
export function answerBallot({ id, threshold, ...tally }: z.infer<typeof ballotCaseSchema>): Answer {
  const { ok, level, chosen, errors, warnings } = checkTally(tally, threshold)
  const notes = [...errors, ...warnings]
  return {
    json: {
      id,
      ok,
      level,
      ...(chosen ? { chosen } : {}),
      errors: errors.map(({ code }) => code),
      warnings: warnings.map(({ code }) => code),
      notes,
    },
    lines: [
      `${id}  ${level ?? chosen?.join(', ') ?? '–'}`,
      ...notes.map(
        (note) => `  ${note.screenCode} ${note.code}  ${renderTallyNote(messagesVi, note)} (${note.fields.join(', ')})`,
      ),
    ],
    exitCode: ok ? 0 : 1,
  }
}
