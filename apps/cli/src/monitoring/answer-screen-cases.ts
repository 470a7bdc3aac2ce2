import { answerScreenCase, indicatorCatalogues, type ScreenCase } from '@nq15/domain/monitoring'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import type { Answer } from '../answer.ts'
import { answerCases, badCase, type CasesRead, type WrongUse } from '../ratings/read-cases.ts'

/** Judges each case by the newest catalogue; an unknown indicator and the rule of small numbers itself are refused in their place. */
export function answerScreenCases(cases: CasesRead<ScreenCase>): Result<Answer, WrongUse> {
  const catalogue = indicatorCatalogues.at(-1)
  if (!catalogue)
    return refuse({ code: 'wrong-use', messages: ['This version holds no catalogue of indicators'] } as const)
  return ok(
    answerCases(cases, (one) => {
      const answer = answerScreenCase(one, catalogue)
      if (!answer.ok) {
        const { code, indicator } = answer.refusal
        const isRule = code === 'NO_INDICATOR'
        const why = isRule ? 'is the rule of small numbers and no indicator' : `is not in ${catalogue.code}`
        return badCase(one.id, `input.indicator: ${indicator} ${why}`)
      }
      const { id, ...facts } = answer.value
      const said = facts['sentence'] ?? JSON.stringify(facts)
      const state = facts['status'] ?? facts['colour'] ?? facts['raised'] ?? ''
      return ok({ json: answer.value, lines: [`${String(id)}  ${String(state)}  ${String(said)}`], exitCode: 0 })
    }),
  )
}
