import { calendarMessagesEn, calendarMessagesVi, citeBasis } from '@nq15/domain/calendar'
import type { ExplainedClock } from '@nq15/use-cases/petitions/read-petition'
import { localeOf } from '../server/sentence.server.ts'

/** Terms as pages show them: the days, where they are written, and each day that was counted or left out with its reason. */
export function shownClocks(request: Request, clocks: readonly ExplainedClock[]) {
  const words = localeOf(request) === 'en' ? calendarMessagesEn : calendarMessagesVi
  return clocks.map(({ answer, rule, due, rawDue, remaining, provisional, refusal, doneOn, state, from }) => ({
    ...{ rule, due, rawDue, remaining, provisional, refusal, doneOn, state, from },
    quantity: answer?.rule.quantity ?? null,
    unit: answer?.rule.unit ?? null,
    basis: answer ? citeBasis(answer.rule.basis) : null,
    confidence: answer?.rule.confidence ?? null,
    validFrom: answer?.rule.validFrom ?? null,
    expected: answer?.expected ?? [],
    steps: (answer?.steps ?? []).map(({ day, counted, used, why, name }) => ({
      day,
      counted,
      used,
      text: name === null ? words[why] : `${words[why]}: ${name}`,
    })),
  }))
}
export type ShownClock = ReturnType<typeof shownClocks>[number]
