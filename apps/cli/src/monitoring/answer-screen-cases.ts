import { answerScreenCase, indicatorCatalogues, type ScreenCase } from '@nq15/domain/monitoring'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import type { Answer } from '../answer.ts'
import type { WrongUse } from '../ratings/read-cases.ts'

/** Judges each case by the newest catalogue; an unknown indicator and the rule of small numbers itself are wrong use. */
export function answerScreenCases(cases: readonly ScreenCase[]): Result<Answer, WrongUse> {
  const catalogue = indicatorCatalogues.at(-1)
  if (!catalogue)
    return refuse({ code: 'wrong-use', messages: ['This version holds no catalogue of indicators'] } as const)
  const answers = cases.map((one) => ({ one, answer: answerScreenCase(one, catalogue) }))
  const messages = answers.flatMap(({ one, answer }) => {
    if (answer.ok) return []
    const { code, indicator } = answer.refusal
    const why =
      code === 'NO_INDICATOR' ? 'is the rule of small numbers and no indicator' : `is not in ${catalogue.code}`
    return [`Case "${one.id}": ${indicator} ${why}`]
  })
  if (messages.length > 0) return refuse({ code: 'wrong-use', messages } as const)
  const json = answers.flatMap(({ answer }) => (answer.ok ? [answer.value] : []))
  return ok({
    json,
    lines: json.map((one) => {
      const said =
        one['sentence'] ?? JSON.stringify(Object.fromEntries(Object.entries(one).filter(([key]) => key !== 'id')))
      return `${String(one['id'])}  ${String(one['status'] ?? one['colour'] ?? one['raised'] ?? '')}  ${String(said)}`
    }),
    exitCode: 0,
  })
}
