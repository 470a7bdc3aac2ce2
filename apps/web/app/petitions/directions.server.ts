import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { type DirectionRow, listDirections } from '@nq15/db/petitions/direction.read'
import { listPartyTerms } from '@nq15/db/petitions/party-term.read'
import { addDays, todayInHanoi } from '@nq15/domain/calendar'
import { directionActSchema, partyTermSchema } from '@nq15/domain/petitions'
import { readDirection, setPartyTerm, takeDirectionStep } from '@nq15/use-cases/petitions/keep-direction'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { found, idFrom } from '../server/found.server.ts'
import { frameSchema, petitionGate, refusedAnswer, typedOf, unitName, wrongAnswer } from './gate.server.ts'
import { dayIn, readAnswer } from './read-act.server.ts'

type Gate = Awaited<ReturnType<typeof petitionGate>>

/** Directions as lists show them, with the names of who owes them. */
async function shown({ db, scope }: Gate, rows: readonly DirectionRow[], today: string) {
  const names = await db.asReader(scope, (tx) =>
    nameOrganizations(
      tx,
      scope,
      rows.map(({ owedById }) => owedById),
    ),
  )
  return rows.map(({ givenBy: _, reportedBy: __, kind: ___, ...row }) => ({
    ...row,
    owedByName: names.get(row.owedById) ?? '…',
    isLate: row.state !== 'closed' && row.state !== 'reported' && row.dueOn < today,
  }))
}

/** The directions on one paper. */
export async function directionsOf(gate: Gate, petitionId: string) {
  const rows = await gate.db.asReader(gate.scope, (tx) => listDirections(tx, gate.scope, { petitionId }))
  return shown(gate, rows, todayInHanoi(new Date()))
}

/** Every direction the reader's unit gave or owes, and the unit's own term of the party track. */
export async function directionsLoader(args: LoaderFunctionArgs) {
  const gate = await petitionGate(args)
  const today = todayInHanoi(new Date())
  const { rows, terms } = await gate.db.asReader(gate.scope, async (tx) => ({
    rows: await listDirections(tx, gate.scope, { limit: 200 }),
    terms: await listPartyTerms(tx, gate.scope),
  }))
  return {
    ...{ today, tomorrow: addDays(today, 1), directions: await shown(gate, rows, today) },
    unit: await unitName(gate),
    terms: terms.filter(({ organizationId }) => organizationId === gate.organizationId),
    maySet: gate.acting.decide !== null,
    requestId: crypto.randomUUID(),
  }
}

/** Enters the unit's term of the party track. */
export async function directionsAction(args: ActionFunctionArgs) {
  const { db, acting, organizationId } = await petitionGate(args)
  const form = await args.request.formData()
  const typed = typedOf(form)
  const requestId = z.uuid().safeParse(form.get('requestId'))
  const { value: term, wrong } = readAnswer(
    partyTermSchema.safeParse({
      ...{
        quantity: form.get('quantity') || undefined,
        unit: form.get('unit'),
        basis: String(form.get('basis') ?? ''),
      },
      validFrom: dayIn(form, 'validFrom'),
    }),
  )
  if (!requestId.success || !term) return wrongAnswer(wrong, typed)
  const set = await setPartyTerm(db, acting, { requestId: requestId.data, organizationId, term, now: new Date() })
  if (!set.ok) return refusedAnswer(args.request, set.refusal, typed)
  throw redirect('/petitions/directions?done=term')
}

/** One direction with what was done, and what the reader may do next. */
export async function directionLoader(args: LoaderFunctionArgs) {
  const gate = await petitionGate(args)
  const directionId = idFrom(args.params['directionId'])
  const read = found(await readDirection(gate.db, gate, { directionId, now: new Date() }))
  const [direction] = await shown(gate, [read.direction], read.today)
  return {
    ...{ offered: read.offered, today: read.today, direction: found(direction) },
    // Who owes it need not see the paper.
    seesPaper: read.direction.kind !== null,
    steps: read.steps.map(({ actedAt, ...step }) => ({ ...step, actedAt: actedAt.toISOString() })),
    requestId: crypto.randomUUID(),
  }
}

/** Takes a direction on. */
export async function directionAction(args: ActionFunctionArgs) {
  const { db, acting } = await petitionGate(args)
  const directionId = idFrom(args.params['directionId'])
  const form = await args.request.formData()
  const typed = typedOf(form)
  const frame = frameSchema.safeParse(Object.fromEntries(form))
  const event = String(form.get('event') ?? '')
  const { value: act, wrong } = readAnswer(
    directionActSchema.safeParse({
      ...{ event, content: String(form.get('content') ?? '') },
      ...(event === 'reopen' ? { dueOn: dayIn(form, 'dueOn') } : {}),
      ...(event === 'notify-citizen' ? { onDay: dayIn(form, 'onDay') } : {}),
    }),
  )
  if (!frame.success || !act) return wrongAnswer(wrong, typed)
  const taken = await takeDirectionStep(db, acting, { ...frame.data, directionId, act, now: new Date() })
  if (!taken.ok) return refusedAnswer(args.request, taken.refusal, typed)
  throw redirect(`/petitions/directions/${directionId}?done=${act.event}`)
}
