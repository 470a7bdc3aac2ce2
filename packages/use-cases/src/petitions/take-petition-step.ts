import { readCalendar } from '@nq15/db/calendar/calendar.read'
import type { Database, Tx } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { findPartyTerm } from '@nq15/db/petitions/party-term.read'
import { findPetition, type PetitionRow, wasGuidedBefore } from '@nq15/db/petitions/petition.read'
import { insertStep, type PetitionChange, takeNumber, updatePetition } from '@nq15/db/petitions/petition.write'
import { insertCase } from '@nq15/db/petitions/petition-case.write'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi, type WorkingCalendar } from '@nq15/domain/calendar'
import {
  caseFactsSchema,
  clocksOfCase,
  clocksOfPetition,
  openPetitionStates,
  type PartyTerm,
  type PetitionAct,
  petitionTransition,
  stepPetition,
} from '@nq15/domain/petitions'
import { type LegalDay, ok, type Result, refuse } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { actOnce } from '../ratings/act-once.ts'
import { dueColumnsOf, isOfUnit, type PetitionActing, type PetitionStepRefusal, speakerOf } from './acting.ts'
import { queueExchange } from './queue-exchange.ts'

type Taken = { readonly petitionId: string; readonly state: string; readonly caseId: string | null }
type Answer = Result<Taken, PetitionStepRefusal>

/** Takes one step of a paper, judged by the table with all findings at once; an acceptance opens the matter in the same transaction. */
export async function takePetitionStep(
  db: Database,
  acting: PetitionActing,
  command: {
    readonly requestId: string
    readonly petitionId: string
    readonly version: number
    readonly act: PetitionAct
    readonly now: Date
  },
): Promise<Answer> {
  const { requestId, petitionId, version, act, now } = command
  const isDecision = act.event === 'accept' || act.event === 'refuse' || act.event === 'send-back'
  const scope = isDecision ? acting.decide : acting.work
  if (!scope) return refuse({ code: 'NOT_FOUND' })
  const once = {
    requestId,
    useCase: `petitions.${act.event}`,
    permissions: ['petition:work', 'petition:decide'],
  } as const
  return actOnce<Answer>(db, scope, once, async (tx) => {
    const petition = await findPetition(tx, scope, petitionId)
    if (!petition || !isOfUnit(scope, petition.organizationId)) return refuse({ code: 'NOT_FOUND' })
    if (!petitionTransition(petition.state, act.event)) return refuse({ code: 'NO_SUCH_STEP' })
    if (petition.version !== version) return refuse({ code: 'CHANGED_MEANWHILE' })
    const today = todayInHanoi(now)
    const into = act.event === 'merge' ? await findPetition(tx, scope, act.intoId) : null
    if (act.event === 'merge' && into?.organizationId !== petition.organizationId) return refuse({ code: 'NOT_FOUND' })
    const judged = stepPetition(petition, act, {
      ...{ actorUserId: speakerOf(scope).userId, today },
      guidedBefore: await wasGuidedBefore(tx, scope, petition),
      into: into && { kind: into.kind, state: into.state, isSelf: into.petitionId === petitionId },
    })
    if (!judged.ok)
      return judged.refusal.code === 'NO_SUCH_STEP'
        ? refuse({ code: 'NO_SUCH_STEP' })
        : refuse({ code: 'REFUSED', findings: judged.refusal.findings })
    const { from, to, filedUntil } = judged.value
    const calendar = await readCalendar(tx, scope)
    const { userId, name } = speakerOf(scope)
    const { organizationId } = petition
    const step = {
      ...{
        organizationId,
        of: { petitionId },
        event: act.event,
        fromState: from,
        toState: to,
        actorId: userId,
        actorName: name,
      },
      onDay: 'onDay' in act ? act.onDay : today,
      number: 'number' in act ? act.number : null,
      reason: 'reason' in act ? act.reason : null,
      receiver: 'receiver' in act ? act.receiver : null,
      detail: act,
    }
    // The step comes first: the database looks at who proposed before the paper moves on.
    await insertStep(tx, scope, step)
    const caseId =
      act.event === 'accept' ? await openCase(tx, scope, { petition, act, calendar, today }) : (into?.caseId ?? null)
    const changed = await updatePetition(tx, scope, {
      ...{ petitionId, version },
      change: {
        ...changeOf(petition, act, { today, userId, to, calendar, term: await findPartyTerm(tx, scope, petition) }),
        ...(filedUntil === null ? {} : { filedUntil }),
        ...(caseId === null ? {} : { caseId }),
      },
    })
    if (!changed) return refuse({ code: 'CHANGED_MEANWHILE' })
    await emit(tx, scope, {
      type: 'petitions.dated',
      organizationId,
      recordTable: 'petition',
      recordId: petitionId,
      payload: {},
    })
    return ok({ petitionId, state: to, caseId })
  })
}

function changeOf(
  petition: PetitionRow,
  act: PetitionAct,
  {
    today,
    userId,
    to,
    calendar,
    term,
  }: {
    today: LegalDay
    userId: string
    to: PetitionRow['state']
    calendar: WorkingCalendar
    term: PartyTerm | null
  },
): PetitionChange {
  const wasOpen = openPetitionStates.includes(petition.state)
  const isOpen = openPetitionStates.includes(to)
  const onDay = 'onDay' in act ? act.onDay : today
  const settledOn = isOpen ? null : wasOpen ? onDay : petition.settledOn
  const { event: _, ...sorting } = act.event === 'sort' ? act : { event: '' }
  const sorted = act.event === 'sort' ? { sorting: sorting as NonNullable<PetitionRow['sorting']> } : {}
  const clocks = clocksOfPetition({ ...petition, ...sorted, state: to, settledOn }, term)
  return {
    ...{ state: to, settledOn, ...sorted },
    ...dueColumnsOf(clocks, today, calendar),
    ...(act.event === 'propose' ? { proposedBy: userId } : act.event === 'send-back' ? { proposedBy: null } : {}),
    ...(act.event === 'merge' ? { mergedIntoId: act.intoId } : {}),
    ...(act.event === 'return-originals' ? { originalsReturnedOn: act.onDay } : {}),
  }
}

/** The matter of an accepted paper; of a denunciation its title and facts say nothing of who sent it. */
async function openCase(
  tx: Tx,
  scope: Scope,
  {
    petition,
    act,
    calendar,
    today,
  }: {
    petition: PetitionRow
    act: Extract<PetitionAct, { event: 'accept' }>
    calendar: WorkingCalendar
    today: LegalDay
  },
): Promise<string> {
  const { organizationId, kind, respondent, respondentOrganizationId, place, fieldL1, subject, content } = petition
  const caseKind = kind === 'mixed' ? 'feedback' : kind
  const caseId = newId()
  const year = Number(act.onDay.slice(0, 4))
  const facts = caseFactsSchema.parse({ instance: act.instance, acceptedOn: act.onDay, acceptedNumber: act.number })
  const { userId, name } = speakerOf(scope)
  await insertCase(tx, scope, {
    ...{ caseId, organizationId, year, kind: caseKind, respondent, respondentOrganizationId, place, fieldL1, facts },
    number: await takeNumber(tx, scope, { register: 'petition_case', organizationId, year }),
    title: (subject || content).slice(0, 160),
    ...{ handlerId: petition.handlerId, handlerName: petition.handlerName, openedOn: act.onDay },
    ...dueColumnsOf(clocksOfCase(caseKind, 'accepted', facts), today, calendar),
  })
  await insertStep(tx, scope, {
    ...{ organizationId, of: { caseId }, event: 'open', fromState: null, toState: 'accepted' },
    ...{ actorId: userId, actorName: name, onDay: act.onDay, number: act.number },
  })
  await queueExchange(tx, scope, { caseId, today })
  await emit(tx, scope, {
    type: 'petitions.dated',
    organizationId,
    recordTable: 'petition_case',
    recordId: caseId,
    payload: {},
  })
  return caseId
}
