import type { Answer, WholeJudgement } from '@nq15/domain/monitoring'
import { hashText } from '../access/hash-text.ts'

/** Names everything that was said of an organization: the same facts and rules give the same hash. */
export const hashJudgement = ({ answers, levels }: Pick<WholeJudgement, 'answers' | 'levels'>): string =>
  hashText(JSON.stringify([answers, levels]))

/** Names what an organization was judged by. */
export const hashInputs = (answers: readonly Answer[]): string =>
  hashText(
    JSON.stringify(answers.map(({ indicator, subject, inputs, cells }) => [indicator, subject, inputs, cells ?? null])),
  )
