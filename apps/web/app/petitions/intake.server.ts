import { findVisit } from '@nq15/db/petitions/reception.read'
import { listObjects } from '@nq15/db/petitions/unit.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import type { PetitionIntake } from '@nq15/domain/petitions'
import { petitionIntakeSchema } from '@nq15/domain/petitions'
import { lookAtIntake } from '@nq15/use-cases/petitions/read-petition'
import { registerPetition } from '@nq15/use-cases/petitions/register-petition'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { found } from '../server/found.server.ts'
import { requirePermission } from '../server/session.server.ts'
import { formatDay } from '../ui/format.ts'
import { shownClocks } from './clocks.server.ts'
import { petitionGate, refusedAnswer, sealed, typedOf, unitName, wrongAnswer } from './gate.server.ts'
import { dayIn, type Read, readAnswer } from './read-act.server.ts'

/** The desk: an empty paper, or one that a coming left. */
export async function intakeLoader(args: LoaderFunctionArgs) {
  const gate = await petitionGate(args)
  await requirePermission(args, 'petition:work')
  const { db, scope, organizationId } = gate
  const visitId = z.uuid().safeParse(new URL(args.request.url).searchParams.get('visit')).data ?? null
  const { objects, visit } = await db.asReader(scope, async (tx) => ({
    objects: await listObjects(tx, scope, { organizationId, limit: 400 }),
    visit: visitId === null ? null : found(await findVisit(tx, scope, visitId)),
  }))
  const today = todayInHanoi(new Date())
  return {
    ...{ today, organizationId, objects, visitId },
    unit: await unitName(gate),
    requestId: crypto.randomUUID(),
    from: visit
      ? {
          ...{
            kind: visit.kind,
            source: 'in-person',
            receivedOn: formatDay(visit.visitedOn),
            petitionerName: visit.visitorName,
            petitionerAddress: visit.visitorAddress,
          },
          ...{
            idHint: visit.idHint,
            petitionerCount: String(visit.people),
            representatives: String(visit.representatives),
            content: visit.content,
            demand: visit.demand,
          },
        }
      : { receivedOn: formatDay(today) },
  }
}

const text = (form: FormData, name: string) => String(form.get(name) ?? '')
const orNull = (typed: string) => (typed.trim() === '' ? null : typed)

function readIntake(form: FormData): Read<PetitionIntake> {
  const written = text(form, 'writtenOn')
  return readAnswer(
    petitionIntakeSchema.safeParse({
      ...Object.fromEntries(
        [
          ...[
            'kind',
            'source',
            'identity',
            'petitionerName',
            'petitionerAddress',
            'idHint',
            'sealedNumber',
            'petitionerCount',
            'representatives',
            'respondent',
          ],
          ...[
            'subject',
            'content',
            'demand',
            'place',
            'fieldL1',
            'originals',
            'copies',
            'forwarder',
            'forwarderNumber',
            'severity',
          ],
        ].map((name) => [name, text(form, name)]),
      ),
      receivedOn: dayIn(form, 'receivedOn'),
      writtenOn: written.trim() === '' ? null : dayIn(form, 'writtenOn'),
      respondentOrganizationId: orNull(text(form, 'respondentOrganizationId')),
      fieldL2: orNull(text(form, 'fieldL2')),
      isSigned: form.get('isSigned') === 'yes',
      isVerifiable: form.get('isVerifiable') === 'yes',
      partyTracks: form.getAll('partyTracks').map(String),
    }),
  )
}

/** Puts the paper into the register and opens its page; a refusal keeps what was typed, except what may tell who denounces. */
export async function intakeAction(args: ActionFunctionArgs) {
  const { scope } = await requirePermission(args, 'petition:work')
  const { organizationId, db } = await petitionGate(args)
  const form = await args.request.formData()
  const { value: intake, wrong } = readIntake(form)
  // Of a form about a denunciation nothing is shown again that was typed about a sender.
  const typed = sealed(form)
    ? { ...typedOf(form), petitionerName: '', petitionerAddress: '', idHint: '' }
    : typedOf(form)
  const requestId = z.uuid().safeParse(form.get('requestId')).data
  const visitId = z.uuid().safeParse(form.get('visitId')).data ?? null
  if (!intake || !requestId) return wrongAnswer(wrong, typed)
  const kept = await registerPetition(db, scope, { requestId, organizationId, intake, visitId, now: new Date() })
  if (!kept.ok) return refusedAnswer(args.request, kept.refusal, typed)
  throw redirect(`/petitions/${kept.value.petitionId}?done=register`)
}

/** What the desk sees while it types: the term of such a paper and what may be the same matter. Sent as a form, so that no content stands in an address. */
export async function lookAction(args: ActionFunctionArgs) {
  const gate = await petitionGate(args)
  await requirePermission(args, 'petition:work')
  const { db, scope, organizationId } = gate
  const form = await args.request.formData()
  const today = todayInHanoi(new Date())
  const asked = petitionIntakeSchema
    .pick({
      kind: true,
      source: true,
      receivedOn: true,
      identity: true,
      respondent: true,
      respondentOrganizationId: true,
      place: true,
    })
    .safeParse({
      ...Object.fromEntries(
        ['kind', 'source', 'identity', 'respondent', 'place'].map((name) => [name, text(form, name)]),
      ),
      receivedOn: dayIn(form, 'receivedOn'),
      respondentOrganizationId: orNull(text(form, 'respondentOrganizationId')),
    })
  if (!asked.success) return { clocks: [], alike: [], today }
  const seen = await lookAtIntake(db, scope, {
    ...{ organizationId, now: new Date(), ...asked.data, content: text(form, 'content').slice(0, 4_000) },
    ...{ isSigned: form.get('isSigned') === 'yes', isVerifiable: form.get('isVerifiable') === 'yes' },
  })
  return {
    today,
    clocks: shownClocks(args.request, seen.clocks),
    alike: seen.alike.map(({ petitionId, year, number, receivedOn, respondent, aspects }) => ({
      ...{ petitionId, receivedOn, respondent, aspects, code: `${year}-${String(number).padStart(4, '0')}` },
    })),
  }
}
