import { readCalendar } from '@nq15/db/calendar/calendar.read'
import type { Database, Tx } from '@nq15/db/client'
import { findPartyTerm } from '@nq15/db/petitions/party-term.read'
import {
  findPetition,
  listCandidates,
  listPetitionsOf,
  noteRead,
  type PetitionRow,
  wasGuidedBefore,
} from '@nq15/db/petitions/petition.read'
import { findCase } from '@nq15/db/petitions/petition-case.read'
import { listSteps, type StepRow } from '@nq15/db/petitions/step.read'
import type { Scope } from '@nq15/db/scope'
import {
  addMonths,
  countDeadline,
  type DeadlineAnswer,
  todayInHanoi,
  type WorkingCalendar,
} from '@nq15/domain/calendar'
import {
  type Clock,
  type CountedClock,
  clocksOfCase,
  clocksOfPetition,
  countClocks,
  type HandlingProposal,
  type LikeAspect,
  likenessOf,
  missingOf,
  type PetitionIntake,
  proposeHandling,
} from '@nq15/domain/petitions'
import type { LegalDay } from '@nq15/domain/shared'

/** A term with everything by which it was counted; `answer` null where the law names no number or the term is refused. */
export type ExplainedClock = CountedClock & { readonly from: LegalDay; readonly answer: DeadlineAnswer | null }

/** Counts clocks with each step of the counting. */
export const explainClocks = (
  clocks: readonly Clock[],
  today: LegalDay,
  calendar: WorkingCalendar,
): readonly ExplainedClock[] =>
  countClocks(clocks, today, calendar).map((counted, at) => {
    const clock = clocks[at]
    const answer = clock
      ? countDeadline(clock.deadline, { calendar, ...(clock.rule ? { rules: [clock.rule] } : {}) })
      : null
    return { ...counted, from: clock?.deadline.from ?? today, answer: answer?.ok ? answer.value : null }
  })

/** A paper that may be the same matter, and in which respects. */
export type LikePaper = Pick<
  PetitionRow,
  'petitionId' | 'year' | 'number' | 'receivedOn' | 'respondent' | 'content' | 'place' | 'state' | 'source' | 'caseId'
> & {
  readonly aspects: readonly LikeAspect[]
}

/** Papers of the last three years in the unit that may be the same matter, at most five. A person decides. */
export async function findLikePapers(
  tx: Tx,
  scope: Scope,
  of: { readonly organizationId: string; readonly exceptId: string | null; readonly today: LegalDay } & Pick<
    PetitionIntake,
    'kind' | 'respondent' | 'respondentOrganizationId' | 'content' | 'place'
  >,
): Promise<LikePaper[]> {
  const { organizationId, exceptId, today, kind, content } = of
  const candidates = await listCandidates(tx, scope, {
    organizationId,
    exceptId,
    kind,
    content,
    since: addMonths(today, -36),
    limit: 30,
  })
  return candidates
    .flatMap((one) => {
      const aspects = likenessOf(of, one)
      const { petitionId, year, number, receivedOn, respondent, place, state, source, caseId } = one
      return aspects
        ? [
            {
              petitionId,
              year,
              number,
              receivedOn,
              respondent,
              content: one.content,
              place,
              state,
              source,
              caseId,
              aspects,
            },
          ]
        : []
    })
    .toSorted((one, other) => other.aspects.length - one.aspects.length)
    .slice(0, 5)
}

/** A paper with everything its page needs. */
export type PetitionPage = {
  readonly petition: PetitionRow
  readonly today: LegalDay
  readonly clocks: readonly ExplainedClock[]
  readonly steps: readonly StepRow[]
  readonly alike: readonly LikePaper[]
  readonly missing: ReturnType<typeof missingOf>
  readonly guidedBefore: boolean
  readonly proposal: HandlingProposal
  readonly parts: readonly PetitionRow[]
  readonly joined: readonly PetitionRow[]
  readonly matter: {
    readonly caseId: string
    readonly year: number
    readonly number: number
    readonly state: string
  } | null
}

/** Reads a paper; null when it is not there for the reader: of another unit, shut by who is denounced, or unknown. */
export async function readPetition(
  db: Database,
  scope: Scope,
  { petitionId, now }: { petitionId: string; now: Date },
): Promise<PetitionPage | null> {
  return db.asReader(scope, async (tx) => {
    const petition = await findPetition(tx, scope, petitionId)
    if (!petition) return null
    await noteRead(tx, scope, { table: 'petition', id: petitionId })
    const today = todayInHanoi(now)
    const calendar = await readCalendar(tx, scope)
    const guidedBefore = await wasGuidedBefore(tx, scope, petition)
    const isOpen = petition.state === 'registered' || petition.state === 'sorted'
    const matter = petition.caseId === null ? null : await findCase(tx, scope, petition.caseId)
    const missing = missingOf(petition)
    const sorting = petition.sorting ?? {
      eligibility: missing.length === 0 ? ('eligible' as const) : ('ineligible' as const),
      reasons: [],
      competence: 'own' as const,
    }
    return {
      ...{ petition, today, guidedBefore, missing },
      clocks: explainClocks(clocksOfPetition(petition, await findPartyTerm(tx, scope, petition)), today, calendar),
      steps: await listSteps(tx, scope, { petitionId }),
      alike: isOpen ? await findLikePapers(tx, scope, { ...petition, exceptId: petitionId, today }) : [],
      proposal: proposeHandling(petition, sorting, { guidedBefore }),
      parts:
        petition.state === 'split' || petition.state === 'filed'
          ? await listPetitionsOf(tx, scope, { splitFromId: petitionId })
          : [],
      joined: await listPetitionsOf(tx, scope, { mergedIntoId: petitionId }),
      matter: matter && { caseId: matter.caseId, year: matter.year, number: matter.number, state: matter.state },
    }
  })
}

/** A matter with everything its page needs. */
export async function readCase(db: Database, scope: Scope, { caseId, now }: { caseId: string; now: Date }) {
  return db.asReader(scope, async (tx) => {
    const matter = await findCase(tx, scope, caseId)
    if (!matter) return null
    await noteRead(tx, scope, { table: 'petition_case', id: caseId })
    const today = todayInHanoi(now)
    const calendar = await readCalendar(tx, scope)
    return {
      ...{ matter, today },
      clocks: explainClocks(clocksOfCase(matter.kind, matter.state, matter.facts), today, calendar),
      steps: await listSteps(tx, scope, { caseId }),
      papers: await listPetitionsOf(tx, scope, { caseId }),
    }
  })
}

/** What the desk is shown while it types: the term of such a paper, and papers that may be the same matter. */
export async function lookAtIntake(
  db: Database,
  scope: Scope,
  of: { readonly organizationId: string; readonly now: Date } & Pick<
    PetitionIntake,
    | 'kind'
    | 'source'
    | 'receivedOn'
    | 'identity'
    | 'isSigned'
    | 'isVerifiable'
    | 'respondent'
    | 'respondentOrganizationId'
    | 'content'
    | 'place'
  >,
) {
  return db.asReader(scope, async (tx) => {
    const today = todayInHanoi(of.now)
    const calendar = await readCalendar(tx, scope)
    return {
      clocks: explainClocks(
        clocksOfPetition({ ...of, state: 'registered', sorting: null, settledOn: null }),
        today,
        calendar,
      ),
      alike: of.content.trim() === '' ? [] : await findLikePapers(tx, scope, { ...of, exceptId: null, today }),
    }
  })
}
