import { listObjects } from '@nq15/db/petitions/unit.read'
import { type PetitionEvent, petitionIntakeSchema, petitionTransitions } from '@nq15/domain/petitions'
import { readPetition } from '@nq15/use-cases/petitions/read-petition'
import { type PetitionPart, splitPetition } from '@nq15/use-cases/petitions/split-petition'
import { takePetitionStep } from '@nq15/use-cases/petitions/take-petition-step'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { found, idFrom } from '../server/found.server.ts'
import { petitionForms } from './act-forms.ts'
import { shownClocks } from './clocks.server.ts'
import { frameSchema, petitionGate, refusedAnswer, typedOf, unitName, wrongAnswer } from './gate.server.ts'
import { formsOfPetition } from './paper-forms.ts'
import { readPetitionAct } from './read-act.server.ts'

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
  return {
    ...rest,
    unit: await unitName(gate),
    petition: {
      ...shown,
      code: codeOf(petition),
      isProposedByReader: proposedBy !== null && proposedBy === scope.actor.userId,
    },
    clocks: shownClocks(args.request, clocks),
    steps: steps.map(({ detail: __, actedAt, ...step }) => ({ ...step, actedAt: actedAt.toISOString() })),
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
      petition.kind === 'mixed' && petition.state === 'sorted'
        ? await db.asReader(scope, (tx) =>
            listObjects(tx, scope, { organizationId: petition.organizationId, limit: 400 }),
          )
        : [],
    mayWork: acting.work !== null,
    requestId: crypto.randomUUID(),
    receiptRequestId: crypto.randomUUID(),
  }
}

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

/** Where a reminder leads: to the paper, or to the matter. */
export async function placeOfRecordLoader(args: LoaderFunctionArgs): Promise<Response> {
  const { db, scope } = await petitionGate(args)
  const petitionId = z.uuid().parse(idFrom(args.params['recordId']))
  const paper = await readPetition(db, scope, { petitionId, now: new Date() })
  return redirect(paper ? `/petitions/${petitionId}` : `/petitions/cases/${petitionId}`)
}
