import type { Database } from '@nq15/db/client'
import { findDifference } from '@nq15/db/petitions/exchange.read'
import { answerDifferenceRow } from '@nq15/db/petitions/exchange.write'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { type AnswerDifference, checkDifferenceAnswer } from '@nq15/domain/petitions'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from '../ratings/act-once.ts'
import { queueExchange } from './queue-exchange.ts'

type AnswerRefusal = {
  readonly code: 'NOT_FOUND' | 'CHANGED_MEANWHILE' | 'REASON_REQUIRED' | 'NOTHING_TO_SEND' | 'NAMES_A_PERSON'
}

/** Answers a difference with the national database in one's own name, for `petition:work`; telling again puts the matter into the queue. */
export async function answerDifference(
  db: Database,
  scope: Scope,
  { requestId, now, ...sent }: AnswerDifference & { readonly requestId: string; readonly now: Date },
): Promise<Result<{ readonly differenceId: string }, AnswerRefusal>> {
  const act = { requestId, useCase: 'petitions.answer-difference', permissions: ['petition:work'] } as const
  return actOnce<Result<{ readonly differenceId: string }, AnswerRefusal>>(db, scope, act, async (tx) => {
    const found = await findDifference(tx, scope, sent.differenceId)
    if (!found) return refuse({ code: 'NOT_FOUND' })
    if (found.answer !== null || found.version !== sent.version) return refuse({ code: 'CHANGED_MEANWHILE' })
    const checked = checkDifferenceAnswer(found, sent)
    if (!checked.ok) return checked
    if (!(await answerDifferenceRow(tx, scope, sent))) return refuse({ code: 'CHANGED_MEANWHILE' })
    if (sent.answer === 'send-again' && found.caseId !== null)
      await queueExchange(tx, scope, { caseId: found.caseId, today: todayInHanoi(now) })
    return ok({ differenceId: sent.differenceId })
  })
}
