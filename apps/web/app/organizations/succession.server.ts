import { roles } from '@nq15/domain/access'
import { addDays, todayInHanoi } from '@nq15/domain/calendar'
import { decideSuccession, returnSuccession, undoSuccession } from '@nq15/use-cases/organizations/decide-succession'
import { exportSuccessionAppendix } from '@nq15/use-cases/organizations/export-succession-appendix'
import { submitSuccession } from '@nq15/use-cases/organizations/prepare-succession'
import { previewSuccession } from '@nq15/use-cases/organizations/preview-succession'
import { summariseMoves } from '@nq15/use-cases/organizations/summarise-moves'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { asDownload } from '../server/download.server.ts'
import { idFrom } from '../server/found.server.ts'
import { successionHand } from '../server/service.server.ts'
import { findScope, requireAnyPermission } from '../server/session.server.ts'
import { organizationWords } from './organization-words.server.ts'
import { movementWords, sayFindings } from './succession-words.server.ts'

/** What a change does, before it does it: tree before and after, what moves, whose sight changes, what stands against it. */
export async function successionLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requireAnyPermission(args, ['organization:decide', 'organization:write'])
  const caseId = idFrom(args.params['successionId'])
  const reading = { reader: scope, hand: successionHand(person) }
  const preview = await previewSuccession(appResources().db, reading, caseId)
  if (!preview.ok) throw data(null, { status: 404 })
  const { found, plan, planHash, names, accounts, obstacles } = preview.value
  const { decision } = found.proposal
  const isMine = found.preparedBy === person.actor.userId || found.editedBy.includes(person.actor.userId)
  const mayDecide = findScope(person, 'organization:decide') !== null
  const mayPrepare = findScope(person, 'organization:write') !== null
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? '…'))
  const words = movementWords(args.request)
  return {
    today: todayInHanoi(new Date()),
    caseId,
    title: found.title,
    kindLabel: organizationWords(args.request).act(found.kind),
    state: found.state,
    version: found.version,
    effectiveOn: found.effectiveOn,
    lastDay: addDays(found.effectiveOn, -1),
    midnight: `${found.effectiveOn}T00:00:00+07:00`,
    decision,
    preparedByName: found.preparedByName,
    decidedByName: found.decidedByName,
    decidedAt: found.decidedAt,
    undone:
      found.undoneByName === null
        ? null
        : { by: found.undoneByName, at: found.undoneAt ?? '', reason: found.undoReason ?? '' },
    returnReason: found.returnReason,
    planHash,
    findings:
      found.state === 'draft' || found.state === 'submitted' || found.state === 'returned'
        ? sayFindings(args.request, preview.value)
        : [],
    mayEdit: mayPrepare && (found.state === 'draft' || found.state === 'returned'),
    mayDecide: mayDecide && found.state === 'submitted' && !isMine,
    isOwn: mayDecide && found.state === 'submitted' && isMine,
    mayUndo: mayDecide && found.state === 'decided',
    obstacles: [...new Set(obstacles.map(({ otherTitle, recordTable }) => otherTitle ?? recordTable))],
    before: found.proposal.predecessorIds.map((id) => ({
      id,
      name: nameOf(id) ?? '',
      ends: plan.tree.gone.includes(id),
    })),
    after: found.proposal.successors.map(({ organizationId, isNew, name }) => ({
      id: organizationId,
      name: name ?? nameOf(organizationId) ?? '',
      isNew,
    })),
    links: plan.tree.links.map(({ predecessorId, successorId, inheritsRecords }) => ({
      from: nameOf(predecessorId),
      to: nameOf(successorId),
      inheritsRecords,
    })),
    moving: summariseMoves(preview.value).map(({ kind, fate, ...row }) => ({
      ...row,
      kind: words.kind(kind),
      fate: words.fate(fate),
      isStuck: fate === 'stuck',
    })),
    sight: plan.sight.map(({ userId, role, gained, lost }) => ({
      key: `${userId} ${role}`,
      name: accounts.get(userId) ?? '…',
      role: roles.find((one) => one === role) ?? null,
      gained: gained.length,
      lost: lost.length,
    })),
    requestId: crypto.randomUUID(),
  }
}

const frame = z.object({
  requestId: z.uuid(),
  version: z.coerce.number().int(),
  planHash: z.string().default(''),
  reason: z.string().max(2000).default(''),
  intent: z.enum(['submit', 'decide', 'return', 'undo']),
})

/** Hands in, decides, returns or undoes; each act answers its refusal on the same page. */
export async function successionAction(args: ActionFunctionArgs) {
  const sent = frame.safeParse(Object.fromEntries(await args.request.formData()))
  const { person, scope } = await requireAnyPermission(args, [
    sent.data?.intent === 'submit' ? 'organization:write' : 'organization:decide',
  ])
  if (!sent.success) throw data(null, { status: 422 })
  const caseId = idFrom(args.params['successionId'])
  const { intent, reason, planHash, ...at } = sent.data
  const { db } = appResources()
  const deciding = { decider: scope, hand: successionHand(person) }
  const answer =
    intent === 'submit'
      ? await submitSuccession(db, scope, { ...at, caseId })
      : intent === 'decide'
        ? await decideSuccession(db, deciding, { ...at, caseId, planHash })
        : intent === 'return'
          ? await returnSuccession(db, deciding, { ...at, caseId, reason })
          : await undoSuccession(db, deciding, { ...at, caseId, reason })
  if (answer.ok) throw redirect(`/successions/${caseId}?done=${intent}`)
  if (answer.refusal.code === 'NOT_FOUND') throw data(null, { status: 404 })
  return data({ refusal: answer.refusal.code, reason }, { status: 409 })
}

/** The Word appendix of a change, for who prepares or decides it. */
export async function successionAppendixLoader(args: LoaderFunctionArgs): Promise<Response> {
  const { person, scope } = await requireAnyPermission(args, ['organization:decide', 'organization:write'])
  const reading = { reader: scope, hand: successionHand(person) }
  const at = { caseId: idFrom(args.params['successionId']), now: new Date() }
  const paper = await exportSuccessionAppendix(appResources().db, reading, at)
  if (!paper.ok) throw data(null, { status: 404 })
  return asDownload(paper.value)
}
