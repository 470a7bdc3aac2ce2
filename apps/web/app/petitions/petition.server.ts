import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { listObjects, listUnitAndAbove } from '@nq15/db/petitions/unit.read'
import {
  correctableStates,
  directionSchema,
  kindCorrectionSchema,
  type PetitionEvent,
  partyTracks,
  petitionIntakeSchema,
  petitionKinds,
  petitionTransitions,
} from '@nq15/domain/petitions'
import { checkCorrection, correctKind } from '@nq15/use-cases/petitions/correct-kind'
import { giveDirection } from '@nq15/use-cases/petitions/keep-direction'
import { readPetition } from '@nq15/use-cases/petitions/read-petition'
import { type PetitionPart, splitPetition } from '@nq15/use-cases/petitions/split-petition'
import { takePetitionStep } from '@nq15/use-cases/petitions/take-petition-step'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { found, idFrom } from '../server/found.server.ts'
import { tellVault } from '../server/vault.server.ts'
import { petitionForms } from './act-forms.ts'
import { shownClocks } from './clocks.server.ts'
import { directionsOf } from './directions.server.ts'
import { frameSchema, petitionGate, refusedAnswer, typedOf, unitName, wrongAnswer } from './gate.server.ts'
import { formsOfPetition } from './paper-forms.ts'
import { dayIn, readAnswer, readPetitionAct } from './read-act.server.ts'

/** One paper: what it is, its term with why, what may be the same matter, and what the reader may do next. */
export async function petitionLoader(args: LoaderFunctionArgs) {
  const gate = await petitionGate(args)
  const { db, scope, acting } = gate
  const read = found(await readPetition(db, scope, { petitionId: idFrom(args.params['petitionId']), now: new Date() }))
  const { petition, clocks, steps, alike, parts, joined, ...rest } = read
  const { proposedBy, handlerId: _, ...shown } = petition
  const codeOf = ({ year, number }: { year: number; number: number }) => `${year}-${String(number).padStart(4, '0')}`
  const mayDo = (event: PetitionEvent, by: string) => {
    if (by === 'case' || !petitionForms[event]) return false
    if (event === 'merge' && alike.length === 0) return false
    if (event === 'return-originals' && (petition.originals === 0 || petition.originalsReturnedOn !== null))
      return false
    return by === 'decide' ? acting.decide !== null : acting.work !== null
  }
  const corrects = acting.work !== null && correctableStates.includes(petition.state)
  return {
    ...rest,
    above: corrects ? await bodiesAbove(gate, petition.organizationId) : [],
    unit: await unitName(gate),
    petition: {
      ...shown,
      code: codeOf(petition),
      isProposedByReader: proposedBy !== null && proposedBy === scope.actor.userId,
    },
    clocks: shownClocks(args.request, clocks),
    steps: steps.map(({ detail, actedAt, ...step }) => ({
      ...step,
      actedAt: actedAt.toISOString(),
      moved: movedTerm.safeParse(detail).data ?? null,
    })),
    directions: await directionsOf(gate, petition.petitionId),
    directs: acting.decide !== null && petition.state !== 'filed',
    corrections: steps.flatMap(({ stepId, event, onDay, reason, actorName, detail }) => {
      const was = event === 'correct-kind' ? correctedSchema.safeParse(detail).data : undefined
      return was ? [{ stepId, onDay, reason: reason ?? '', actorName, ...was }] : []
    }),
    corrects,
    alike: alike.map((one) => ({ ...one, code: codeOf(one), content: one.content.slice(0, 300) })),
    parts: parts.map((one) => ({ petitionId: one.petitionId, code: codeOf(one), kind: one.kind, state: one.state })),
    joined: joined.map((one) => ({ petitionId: one.petitionId, code: codeOf(one), receivedOn: one.receivedOn })),
    offered: petitionTransitions
      .filter(({ from, event, by }) => from.includes(petition.state) && mayDo(event, by))
      .map(({ event }) => event),
    splits: petition.kind === 'mixed' && petition.state === 'sorted' && acting.work !== null,
    forms: formsOfPetition(
      petition,
      steps.map(({ event }) => event),
    ),
    objects:
      corrects || acting.decide !== null || (petition.kind === 'mixed' && petition.state === 'sorted')
        ? await db.asReader(scope, (tx) =>
            listObjects(tx, scope, { organizationId: petition.organizationId, limit: 400 }),
          )
        : [],
    mayWork: acting.work !== null,
    requestId: crypto.randomUUID(),
    receiptRequestId: crypto.randomUUID(),
  }
}

/** The bodies above the unit: a paper that turns out to be a denunciation may be about one of them. */
async function bodiesAbove({ db, scope }: Awaited<ReturnType<typeof petitionGate>>, organizationId: string) {
  return db.asReader(scope, async (tx) => {
    const ids = (await listUnitAndAbove(tx, scope, organizationId)).filter((one) => one !== organizationId)
    const names = await nameOrganizations(tx, scope, ids)
    return ids.flatMap((id) => {
      const name = names.get(id)
      return name === undefined ? [] : [{ organizationId: id, name }]
    })
  })
}

/** What a correction left of the earlier classification. */
const correctedSchema = z.object({
  was: z.enum(petitionKinds),
  wasTracks: z.array(z.enum(partyTracks)),
  wasRule: z.string().nullable(),
  wasDue: z.string().nullable(),
})
/** A term that moved with the calendar. */
const movedTerm = z.object({ rule: z.string().nullable(), was: z.string().nullable(), due: z.string().nullable() })

const partSchema = petitionIntakeSchema.pick({
  petitionerName: true,
  petitionerAddress: true,
  respondentOrganizationId: true,

  kind: true,
  respondent: true,
  subject: true,
  content: true,
  demand: true,
  fieldL1: true,
})

function readParts(form: FormData): PetitionPart[] | null {
  const parts = [0, 1, 2].flatMap((at) => {
    const of = (name: string) => String(form.get(`part${at}.${name}`) ?? '')
    if (of('content').trim() === '') return []
    return [
      partSchema.safeParse(
        Object.fromEntries(
          Object.keys(partSchema.shape).map((name) => [
            name,
            name === 'respondentOrganizationId' && of(name) === '' ? null : of(name),
          ]),
        ),
      ),
    ]
  })
  return parts.every(({ success }) => success) ? parts.flatMap(({ data }) => data ?? []) : null
}

/** Takes a step of the paper, or splits it; a refusal shows every finding. */
export async function petitionAction(args: ActionFunctionArgs) {
  const { db, acting } = await petitionGate(args)
  const petitionId = idFrom(args.params['petitionId'])
  const form = await args.request.formData()
  const typed = typedOf(form)
  const frame = frameSchema.safeParse(Object.fromEntries(form))
  const now = new Date()
  if (form.get('event') === 'split') {
    const parts = readParts(form)
    if (!frame.success || !parts) return wrongAnswer(['content'], typed)
    const split = await splitPetition(db, acting, { ...frame.data, petitionId, parts, now })
    if (!split.ok) return refusedAnswer(args.request, split.refusal, typed)
    throw redirect(`/petitions/${petitionId}?done=split`)
  }
  if (form.get('event') === 'direct') {
    const { value: direction, wrong } = readAnswer(
      directionSchema.safeParse({
        ...{ owedById: form.get('owedById'), content: String(form.get('content') ?? ''), dueOn: dayIn(form, 'dueOn') },
      }),
    )
    if (!frame.success || !direction) return wrongAnswer(wrong, typed)
    const given = await giveDirection(db, acting, { requestId: frame.data.requestId, petitionId, direction, now })
    if (!given.ok) return refusedAnswer(args.request, given.refusal, typed)
    throw redirect(`/petitions/directions/${given.value.directionId}?done=direct`)
  }
  if (form.get('event') === 'correct-kind') return correct(args, { petitionId, form, typed })
  const { value: act, wrong } = readPetitionAct(form)
  if (!frame.success || !act) return wrongAnswer(wrong, typed)
  const taken = await takePetitionStep(db, acting, { ...frame.data, petitionId, act, now })
  if (!taken.ok) return refusedAnswer(args.request, taken.refusal, typed)
  throw redirect(
    act.event === 'accept' && taken.value.caseId
      ? `/petitions/cases/${taken.value.caseId}?done=accept`
      : `/petitions/${petitionId}?done=${act.event}`,
  )
}

/** Corrects what the paper is: its sender is sealed first, where the unit has a vault. A vault that is down changes nothing. */
async function correct(
  args: ActionFunctionArgs,
  { petitionId, form, typed }: { petitionId: string; form: FormData; typed: Readonly<Record<string, string>> },
) {
  const { db, scope, acting } = await petitionGate(args)
  const frame = frameSchema.safeParse(Object.fromEntries(form))
  const { petition } = found(await readPetition(db, scope, { petitionId, now: new Date() }))
  const { value: correction, wrong } = readAnswer(
    kindCorrectionSchema.safeParse({
      ...{ subject: '', content: petition.content, demand: '', respondent: '', sealedNumber: '', receiver: '' },
      ...{ petitionerName: '', petitionerAddress: '' },
      ...Object.fromEntries([...form].filter(([name]) => name in kindCorrectionSchema.shape)),
      partyTracks: form.getAll('partyTracks').map(String),
      respondentOrganizationId: form.get('respondentOrganizationId') || null,
    }),
  )
  if (!frame.success || !correction) return wrongAnswer(wrong, typed)
  const wanted = { petitionId, version: frame.data.version, correction, now: new Date() }
  const checked = await checkCorrection(db, acting, wanted)
  if (!checked.ok) return refusedAnswer(args.request, checked.refusal, typed)
  const { sender } = checked.value
  if (sender && (correction.kind === 'denunciation' || correction.kind === 'mixed')) {
    const { petitionerName: name, petitionerAddress: address, idHint } = sender
    const told = await tellVault(args, {
      ...{ act: 'seal', requestId: crypto.randomUUID(), petitionId, becomes: correction.kind },
      identity: { name, address, idNumber: '', phone: '', other: idHint && `…${idHint}` },
    })
    // Without a vault the sealed envelope keeps who it is; sealed by an earlier try is sealed.
    const isKept = told.is === 'refused' && (told.code === 'NO_VAULT' || told.code === 'ALREADY_SEALED')
    if (told.is === 'down' || (told.is === 'refused' && !isKept))
      return refusedAnswer(args.request, { code: 'VAULT_DOWN' }, typed)
  }
  const corrected = await correctKind(db, acting, { ...wanted, requestId: frame.data.requestId })
  if (!corrected.ok) return refusedAnswer(args.request, corrected.refusal, typed)
  const seen = await readPetition(db, scope, { petitionId, now: new Date() })
  throw redirect(seen ? `/petitions/${petitionId}?done=correct-kind` : '/petitions?done=shut')
}

/** Where a reminder leads: to the paper, or to the matter. */
export async function placeOfRecordLoader(args: LoaderFunctionArgs): Promise<Response> {
  const { db, scope } = await petitionGate(args)
  const petitionId = z.uuid().parse(idFrom(args.params['recordId']))
  const paper = await readPetition(db, scope, { petitionId, now: new Date() })
  return redirect(paper ? `/petitions/${petitionId}` : `/petitions/cases/${petitionId}`)
}
