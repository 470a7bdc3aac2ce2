import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { insertInspectionParameter } from '@nq15/db/inspection/parameter.write'
import { insertProgramme } from '@nq15/db/inspection/programme.write'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { InspectionParameter, NewProgramme } from '@nq15/domain/inspection'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from '../ratings/act-once.ts'
import { handPermissions, type InspectionActing, type InspectionActRefusal, personOf } from './inspection-hand.ts'

/** Keeps the programme of a year of a body, once: for `inspection:conduct` over it. */
export async function keepProgramme(
  db: Database,
  acting: InspectionActing,
  { requestId, programme }: { readonly requestId: string; readonly programme: NewProgramme },
): Promise<Result<{ readonly programmeId: string }, InspectionActRefusal>> {
  const { hand } = acting
  const person = personOf(acting, 'inspection:conduct')
  if (!person) return refuse({ code: 'NOT_FOUND' })
  const once = { requestId, useCase: 'inspection.keep-programme', permissions: handPermissions }
  return actOnce(db, hand, once, async (tx): Promise<Result<{ programmeId: string }, InspectionActRefusal>> => {
    if (!(await isWithin(tx, person, programme.organizationId))) return refuse({ code: 'NOT_FOUND' })
    const programmeId = newId()
    const { userId, name } = person.actor
    const kept = await insertProgramme(tx, hand, { ...programme, programmeId, madeBy: userId, madeByName: name })
    return kept ? ok({ programmeId }) : refuse({ code: 'OPEN_ALREADY' })
  })
}

/** Sets a value that the rules leave to the committee, from a day on and with its source: for `inspection:decide` over it. */
export async function setInspectionParameter(
  db: Database,
  acting: InspectionActing,
  command: {
    readonly requestId: string
    readonly organizationId: string
    readonly parameter: InspectionParameter
  },
): Promise<Result<true, InspectionActRefusal>> {
  const { hand } = acting
  const person = personOf(acting, 'inspection:decide')
  if (!person) return refuse({ code: 'NOT_FOUND' })
  const { requestId, organizationId, parameter } = command
  const once = { requestId, useCase: 'inspection.set-parameter', permissions: handPermissions }
  return actOnce(db, hand, once, async (tx): Promise<Result<true, InspectionActRefusal>> => {
    if (!(await isWithin(tx, person, organizationId))) return refuse({ code: 'NOT_FOUND' })
    const { userId, name } = person.actor
    const set = { ...parameter, organizationId, setBy: userId, setByName: name }
    return (await insertInspectionParameter(tx, hand, set)) ? ok(true) : refuse({ code: 'SET_ALREADY' })
  })
}
