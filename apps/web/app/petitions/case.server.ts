import { caseTransitions } from '@nq15/domain/petitions'
import { readCase } from '@nq15/use-cases/petitions/read-petition'
import { takeCaseStep } from '@nq15/use-cases/petitions/take-case-step'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { found, idFrom } from '../server/found.server.ts'
import { shownClocks } from './clocks.server.ts'
import { frameSchema, petitionGate, refusedAnswer, typedOf, unitName, wrongAnswer } from './gate.server.ts'
import { formsOfCase } from './paper-forms.ts'
import { readCaseAct } from './read-act.server.ts'
import { shownRenditions } from './renditions.server.ts'

/** One matter: where it stands, every term with why, what was done, and what the reader may do next. */
export async function caseLoader(args: LoaderFunctionArgs) {
  const gate = await petitionGate(args)
  const { db, scope, acting } = gate
  const { matter, clocks, steps, papers, today } = found(
    await readCase(db, scope, { caseId: idFrom(args.params['caseId']), now: new Date() }),
  )
  const { decidedBy: _, handlerId: __, ...shown } = matter
  const codeOf = ({ year, number }: { year: number; number: number }) => `${year}-${String(number).padStart(4, '0')}`
  return {
    today,
    unit: await unitName(gate),
    matter: { ...shown, code: codeOf(matter) },
    clocks: shownClocks(args.request, clocks),
    steps: steps.map(({ detail: ___, actedAt, ...step }) => ({ ...step, actedAt: actedAt.toISOString() })),
    papers: papers.map((one) => ({
      petitionId: one.petitionId,
      code: codeOf(one),
      receivedOn: one.receivedOn,
      state: one.state,
      sender: one.alias || one.petitionerName,
      handlerName: one.handlerName,
    })),
    offered: caseTransitions
      .filter(
        ({ kind, from, by }) =>
          kind === matter.kind &&
          from.includes(matter.state) &&
          (by === 'decide' ? acting.decide : acting.work) !== null,
      )
      .map(({ event }) => event),
    // Of a denunciation who verifies gets covered copies and nothing else.
    renditions:
      matter.kind === 'denunciation'
        ? await shownRenditions(
            scope,
            papers.map(({ petitionId }) => petitionId),
          )
        : null,
    forms: formsOfCase(matter),
    requestId: crypto.randomUUID(),
  }
}

/** Takes a step of the matter; a refusal shows every finding. */
export async function caseAction(args: ActionFunctionArgs) {
  const { db, acting } = await petitionGate(args)
  const caseId = idFrom(args.params['caseId'])
  const form = await args.request.formData()
  const typed = typedOf(form)
  const frame = frameSchema.safeParse(Object.fromEntries(form))
  const { value: act, wrong } = readCaseAct(form)
  if (!frame.success || !act) return wrongAnswer(wrong, typed)
  const taken = await takeCaseStep(db, acting, { ...frame.data, caseId, act, now: new Date() })
  if (!taken.ok) return refusedAnswer(args.request, taken.refusal, typed)
  throw redirect(`/petitions/cases/${caseId}?done=${act.event}`)
}
