import type { Database } from '@nq15/db/client'
import { nameCases } from '@nq15/db/ratings/board.read'
import type { Scope } from '@nq15/db/scope'
import {
  type DecisionCheck,
  type DecisionFinding,
  type DecisionFindingCode,
  messagesEn,
  messagesVi,
  type RatingMessages,
  renderDecisionFinding,
} from '@nq15/domain/ratings'

/** One rule that stands in a decision's way, said once for all it concerns. */
export type BlockingRule = {
  readonly code: DecisionFindingCode
  readonly sentences: readonly string[]
  /** How many cases or files it concerns, when more than the named ones. */
  readonly count: number
  readonly people: readonly { readonly caseId: string; readonly name: string; readonly organizationId: string }[]
  readonly basis: DecisionFinding['basis']
}

type Of = { readonly campaignId: string; readonly committeeId: string; readonly locale: 'vi' | 'en' }
const namedPeople = 8

/** The blocking rules of a check as the page lists them: grouped by code, in order of code, with the people they concern. */
export async function sayBlocking(
  db: Database,
  scope: Scope,
  blocking: DecisionCheck['blocking'],
  { locale, ...of }: Of,
): Promise<BlockingRule[]> {
  const messages: RatingMessages = locale === 'en' ? messagesEn : messagesVi
  const byCode = groupBy(blocking)
  const caseIds = [...byCode.values()].flatMap((found) => caseIdsOf(found).slice(0, namedPeople))
  const named = caseIds.length === 0 ? [] : await db.asReader(scope, (tx) => nameCases(tx, scope, { ...of, caseIds }))
  return [...byCode.values()]
    .flatMap((found): BlockingRule[] => {
      const [first] = found
      if (!first) return []
      const ids = caseIdsOf(found)
      return [
        {
          code: first.code,
          sentences: firstSentences(messages, found),
          count: ids.length > 0 ? ids.length : first.about.ids.length,
          people: ids.slice(0, namedPeople).flatMap((id) => {
            const person = named.find((one) => one.id === id)
            return person ? [{ caseId: id, name: person.fullName, organizationId: person.organizationId }] : []
          }),
          basis: first.basis,
        },
      ]
    })
    .sort((left, right) => left.code.localeCompare(right.code))
}

/** Different sentences only; a rule that stands in the way of thousands says few. */
function firstSentences(messages: RatingMessages, found: readonly DecisionFinding[]): string[] {
  const sentences = new Set<string>()
  for (const one of found) {
    if (sentences.size === mostSentences) break
    sentences.add(renderDecisionFinding(messages, one, groupName(one)))
  }
  return [...sentences]
}
const mostSentences = 6

const caseIdsOf = (found: readonly DecisionFinding[]): string[] => [
  ...new Set(found.flatMap(({ about }) => (about.kind === 'case' ? about.ids : []))),
]

/** Groups are called by the number of their form, as on the board. */
const groupForms: Readonly<Record<string, string>> = {
  LEADER: '2A',
  MEMBER_2A: '2B',
  MEMBER_2B: '2B',
  MEMBER_2C: '2C',
}
const groupName = ({ about }: DecisionFinding): string | undefined =>
  about.kind === 'group' ? groupForms[about.ids[0] ?? ''] : undefined

function groupBy(blocking: DecisionCheck['blocking']): Map<DecisionFindingCode, DecisionFinding[]> {
  const groups = new Map<DecisionFindingCode, DecisionFinding[]>()
  for (const one of blocking) {
    const group = groups.get(one.code)
    if (group) group.push(one)
    else groups.set(one.code, [one])
  }
  return groups
}
