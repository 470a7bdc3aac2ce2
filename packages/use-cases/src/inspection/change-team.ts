import type { Database, Tx } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { findInspection, type InspectionRow } from '@nq15/db/inspection/inspection.read'
import { insertInspectionStep, updateInspection } from '@nq15/db/inspection/inspection.write'
import { listInspectionParameters } from '@nq15/db/inspection/parameter.read'
import { findAccountForTeam, findMemberOfCard, listTeam, listUnitTies } from '@nq15/db/inspection/team.read'
import { insertTeamMember, leaveTeam } from '@nq15/db/inspection/team.write'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  type ConflictCheck,
  judgeConflict,
  type NewTeamMember,
  parameterOf,
  parametersOn,
} from '@nq15/domain/inspection'
import { cardAsStored } from '@nq15/domain/members'
import { type LegalDay, ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from '../ratings/act-once.ts'
import { handPermissions, type InspectionActing, type InspectionActRefusal, personOf } from './inspection-hand.ts'

type Answer = Result<{ readonly inspectionId: string }, InspectionActRefusal>
type Command = {
  readonly requestId: string
  readonly inspectionId: string
  readonly version: number
  readonly now: Date
}
/** States in which a team may still change. */
const changeable: readonly InspectionRow['state'][] = ['planned', 'decided', 'preparing', 'conducting']

/**
 * Takes somebody into the team after looking through his memberships, posts and roles: his own unit, or one he left within the
 * years of the rules, refuses him with the rule and the fact. Who has no file states in writing that he has no tie.
 */
export const addTeamMember = (
  db: Database,
  acting: InspectionActing,
  command: Command & { readonly member: NewTeamMember },
): Promise<Answer> =>
  change(db, acting, { ...command, useCase: 'inspection.add-team' }, async (tx, { person, inspection, today }) => {
    const { hand } = acting
    const { name, post, isLead, statement } = command.member
    const card = cardAsStored(command.member.card)
    const account = await findAccountForTeam(tx, hand, name)
    const found = await findMemberOfCard(tx, hand, card)
    if (card !== '' && !found) return refuse({ code: 'UNKNOWN_CARD' })
    const memberId = found?.memberId ?? account?.memberId ?? null
    const { organizationId, inspectionId, bodyId } = inspection
    const years =
      parameterOf(parametersOn(await listInspectionParameters(tx, hand, bodyId), today), 'conflict-years') ?? 0
    const ties = await listUnitTies(tx, hand, { organizationId, memberId, userId: account?.userId ?? null, day: today })
    const hasFile = memberId !== null
    const findings = judgeConflict({ ties, day: today, years, hasFile, statement })
    if (findings.length > 0)
      return refuse({
        code: 'CONFLICT_OF_INTEREST',
        findings: findings.map(({ code, tie }) => ({ code, ...(tie === null ? {} : { condition: sayTie(tie) }) })),
      })
    const cleared: ConflictCheck = { checkedOn: today, years, hasFile, statement, ties }
    const { userId, name: byName } = person.actor
    const teamId = newId()
    const taken = await insertTeamMember(tx, hand, {
      ...{ teamId, inspectionId, organizationId, name: found?.fullName ?? name, post, isLead, memberId, cleared },
      ...{ userId: account?.userId ?? null, addedBy: userId, addedByName: byName, addedOn: today },
    })
    if (!taken) return refuse({ code: 'LEAD_ALREADY' })
    return ok({ worker: account?.userId ?? null, detail: { teamId, isLead } })
  })

/** Lets somebody leave the team, with the reason; what he did before still keeps him from deciding. */
export const dropTeamMember = (
  db: Database,
  acting: InspectionActing,
  command: Command & { readonly teamId: string; readonly reason: string },
): Promise<Answer> =>
  change(db, acting, { ...command, useCase: 'inspection.drop-team' }, async (tx, { inspection, today }) => {
    const { teamId, reason } = command
    const { inspectionId } = inspection
    const team = await listTeam(tx, acting.hand, inspectionId)
    if (!team.some((one) => one.teamId === teamId && one.leftOn === null)) return refuse({ code: 'NOT_FOUND' })
    await leaveTeam(tx, acting.hand, { teamId, inspectionId, leftOn: today, reason })
    return ok({ worker: null, detail: { teamId }, reason })
  })

const sayTie = ({
  organizationName,
  title,
  from,
  to,
}: {
  organizationName: string
  title: string
  from: LegalDay
  to: LegalDay
}) => {
  const said = (day: LegalDay) => day.split('-').reverse().join('/')
  const span = to === '9999-12-31' ? said(from) : `${said(from)} – ${said(to)}`
  return [title, organizationName, span].filter(Boolean).join(', ')
}

type Ground = { readonly person: Scope; readonly inspection: InspectionRow; readonly today: LegalDay }
type Changed = { readonly worker: string | null; readonly detail: object; readonly reason?: string }

async function change(
  db: Database,
  acting: InspectionActing,
  { requestId, inspectionId, version, now, useCase }: Command & { readonly useCase: string },
  work: (tx: Tx, ground: Ground) => Promise<Result<Changed, InspectionActRefusal>>,
): Promise<Answer> {
  const { hand } = acting
  const person = personOf(acting, 'inspection:conduct')
  if (!person) return refuse({ code: 'NOT_FOUND' })
  return actOnce<Answer>(db, hand, { requestId, useCase, permissions: handPermissions }, async (tx) => {
    const inspection = await findInspection(tx, person, inspectionId)
    if (!inspection || !(await isWithin(tx, person, inspection.bodyId))) return refuse({ code: 'NOT_FOUND' })
    if (inspection.version !== version) return refuse({ code: 'CHANGED_MEANWHILE' })
    if (!changeable.includes(inspection.state)) return refuse({ code: 'TEAM_CLOSED' })
    const today = todayInHanoi(now)
    const changed = await work(tx, { person, inspection, today })
    if (!changed.ok) return changed
    const { userId, name } = person.actor
    const { worker, detail, reason } = changed.value
    const joining = [userId, ...(worker === null ? [] : [worker])].filter((one) => !inspection.workers.includes(one))
    const workers = [...new Set(joining)]
    if (!(await updateInspection(tx, hand, { inspectionId, version, change: {}, workers })))
      return refuse({ code: 'CHANGED_MEANWHILE' })
    const { organizationId, state } = inspection
    await insertInspectionStep(tx, hand, {
      ...{ inspectionId, organizationId, event: useCase.slice('inspection.'.length), fromState: state, toState: state },
      ...{ actorId: userId, actorName: name, onDay: today, detail, reason: reason ?? null },
    })
    return ok({ inspectionId })
  })
}
