import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  type Amendment,
  type AmendmentFinding,
  type Consequence,
  checkAmendment,
  consequencesOf,
  countsAfter,
  type Level,
  levelSchema,
} from '@nq15/domain/ratings'
import type { LegalDay } from '@nq15/domain/shared'
import type { Standing } from './standing.ts'

/** The document of another decision, as it is typed. */
export type AmendingDocument = {
  readonly decisionNumber: string
  readonly decidedOn: LegalDay | ''
  readonly signerName: string
  readonly signerTitle: string
  readonly exceptionDecisionNumber: string | null
}

/** One level as another decision would change it. */
export type AmendedLevel = {
  readonly standing: Standing
  readonly to: Level
  readonly ground: Amendment['ground']
  readonly isViolation: boolean
  readonly reason: string
  readonly preparedBy: string
}

/** Another decision as it is asked for: one document, one or several levels. */
export type AmendCommand = {
  readonly kind: Amendment['kind']
  readonly document: AmendingDocument
  readonly levels: readonly AmendedLevel[]
  readonly now: Date
}

/**
 * Every rule that stands in the way, with what is known now, each with whom it concerns. Levels that one decision changes
 * together are judged as they would stand together.
 */
export function checkStandings(
  { kind, document, levels, now }: AmendCommand,
  scope: Scope,
): readonly (AmendmentFinding & { readonly name: string })[] {
  return levels.flatMap((one) => {
    const { standing, to, ground, reason, preparedBy } = one
    const { ruleSet, version, exceptionDecisionNo, weighed, head, rated } = standing
    const triggerCodes = [...ruleSet.triggers, ...ruleSet.handedToPeople].map(({ code }) => code)
    const found = checkAmendment(
      {
        ...{ kind, to, ground, reason, preparedBy, head },
        from: levelSchema.parse(version.outcome),
        group: groupWithOthers(one, levels),
        old: { number: version.decisionNumber, day: version.decidedOn },
        document: { number: document.decisionNumber, day: document.decidedOn || null, signer: document.signerName },
        today: todayInHanoi(now),
        exceptionDecisionNo: document.exceptionDecisionNumber ?? exceptionDecisionNo,
        triggers: weighed.findings
          .filter(({ code, severity }) => severity === 'BLOCK' && triggerCodes.some((known) => known === code))
          .map(({ code }) => code),
        decidedBy: scope.actor.userId,
        isOwnMatter: standing.isOwnMatter,
      },
      ruleSet,
    )
    return found.map((finding) => ({ ...finding, name: rated.name }))
  })
}

/** The counts of a level's group with what the same decision changes for others of the group. */
function groupWithOthers(one: AmendedLevel, levels: readonly AmendedLevel[]): Standing['group'] {
  const { group } = one.standing
  const others = levels.filter(
    ({ standing }) => standing.rated.caseId !== one.standing.rated.caseId && standing.group.key === group.key,
  )
  return {
    key: group.key,
    counts: others.reduce(
      (counts, other) => countsAfter(counts, levelSchema.parse(other.standing.version.outcome), other.to),
      group.counts,
    ),
  }
}

/** What would follow from one changed level. */
export function consequencesOfStanding({
  standing,
  to,
  isViolation,
}: Pick<AmendedLevel, 'standing' | 'to' | 'isViolation'>): readonly Consequence[] {
  const { campaign, ruleSet, version, group, history, awards, screenings, headsUnder, restsOnIt, rated } = standing
  return consequencesOf(
    {
      ...{ year: campaign.year, from: levelSchema.parse(version.outcome), to, history, group, headsUnder },
      isOrganization: rated.memberId === null && rated.subject !== 'LEADER',
      awards: awards.map(({ id, kind, year, firstYear }) => ({
        ...{ id, kind, year },
        years: Array.from({ length: year - firstYear + 1 }, (_, at) => firstYear + at),
      })),
      screenings: screenings.map(({ id, secondYear, state }) => ({ id, secondYear, isClosed: state === 'closed' })),
      violation: isViolation ? restsOnIt : null,
    },
    ruleSet,
  )
}
