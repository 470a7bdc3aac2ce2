import {
  type DestructionItem,
  listDestructionItems,
  listDestructions,
  listFiledPapers,
} from '@nq15/db/petitions/destruction.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import { destructionDecisionSchema, destructionSchema, judgeDestruction } from '@nq15/domain/petitions'
import { decideOnDestruction, proposeDestruction } from '@nq15/use-cases/petitions/keep-destruction'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { frameSchema, petitionGate, refusedAnswer, typedOf, unitName, wrongAnswer } from './gate.server.ts'
import { readAnswer } from './read-act.server.ts'

/** Filed papers whose year is over with what keeps them, the lists that wait for a decision, and what was destroyed by which one. */
export async function destructionLoader(args: LoaderFunctionArgs) {
  const gate = await petitionGate(args)
  const { db, scope, acting } = gate
  const today = todayInHanoi(new Date())
  const { papers, lists, items } = await db.asReader(scope, async (tx) => {
    const found = await listDestructions(tx, scope)
    return {
      papers: await listFiledPapers(tx, scope, { until: today, ids: null }),
      lists: found,
      items: await listDestructionItems(
        tx,
        scope,
        found.map(({ destructionId }) => destructionId),
      ),
    }
  })
  return {
    unit: await unitName(gate),
    papers: papers.map((paper) => ({
      ...{ petitionId: paper.petitionId, code: paper.code, kind: paper.kind, filedUntil: paper.filedUntil },
      keeps: judgeDestruction(paper, today).map(({ code }) => code),
    })),
    lists: lists.map(({ proposedBy, ...list }) => ({
      ...list,
      isOwn: proposedBy === scope.actor.userId,
      items: items.filter((one: DestructionItem) => one.destructionId === list.destructionId),
    })),
    mayPropose: acting.work !== null,
    mayDecide: acting.decide !== null,
    requestId: crypto.randomUUID(),
  }
}

/** Proposes a list, decides on it or refuses it. */
export async function destructionAction(args: ActionFunctionArgs) {
  const { db, acting, organizationId } = await petitionGate(args)
  const form = await args.request.formData()
  const typed = typedOf(form)
  const now = new Date()
  const event = String(form.get('event') ?? '')
  if (event === 'propose') {
    const requestId = z.uuid().safeParse(form.get('requestId')).data
    const { value: list, wrong } = readAnswer(
      destructionSchema.safeParse({
        petitionIds: form.getAll('petitionIds').map(String),
        reason: String(form.get('reason') ?? ''),
      }),
    )
    if (!requestId || !list) return wrongAnswer(wrong, typed)
    const proposed = await proposeDestruction(db, acting, { requestId, organizationId, ...list, now })
    if (!proposed.ok) return refusedAnswer(args.request, proposed.refusal, typed)
    throw redirect('/petitions/destruction?done=propose-destruction')
  }
  const frame = frameSchema.extend({ destructionId: z.uuid() }).safeParse(Object.fromEntries(form))
  const { value: decision, wrong } = readAnswer(
    destructionDecisionSchema.safeParse(
      event === 'decide'
        ? { event, number: String(form.get('number') ?? '') }
        : { event, reason: String(form.get('reason') ?? '') },
    ),
  )
  if (!frame.success || !decision) return wrongAnswer(wrong, typed)
  const decided = await decideOnDestruction(db, acting, { ...frame.data, decision, now })
  if (!decided.ok) return refusedAnswer(args.request, decided.refusal, typed)
  throw redirect(`/petitions/destruction?done=${event}-destruction`)
}
