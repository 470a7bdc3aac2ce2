import type { Tx } from '@nq15/db/client'
import { listAssignmentsOfTarget } from '@nq15/db/organizations/assignment.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  type AssignmentRefusalCode,
  assignmentRefusalCodes,
  assignSchema,
  handOverSchema,
  lastDayOf,
} from '@nq15/domain/organizations'
import { legalDayField } from '@nq15/domain/shared'
import { assignMember } from '@nq15/use-cases/organizations/assign-member'
import { findAssignmentTarget, type TargetId } from '@nq15/use-cases/organizations/assignment-target'
import { endAssignment, takeBackAssignment } from '@nq15/use-cases/organizations/end-assignment'
import { handOverAssignment } from '@nq15/use-cases/organizations/hand-over-assignment'
import { listOpenMatters } from '@nq15/use-cases/organizations/open-matters'
import { data, redirect } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import type { Gate, RequestArgs } from '../server/session.server.ts'
import { parseDay } from '../ui/format.ts'
import { areaWords } from './area-words.server.ts'

type About = {
  readonly request: Request
  readonly scope: Scope
  /** The proof of arranging organizations, when the reader holds one. */
  readonly writing: Scope | null
  readonly target: TargetId
  readonly day: string
  readonly today: string
}

/** Who is in charge of an area or an organization, who was, and what the reader may change about it. */
export async function readAssignmentPanel(tx: Tx, { request, scope, writing, target, day, today }: About) {
  const words = areaWords(request)
  const found = await findAssignmentTarget(tx, scope, { target, day })
  if (!found) return null
  const own = writing && day === today ? await findAssignmentTarget(tx, writing, { target, day }) : null
  const mayAssign = own !== null && own.committeeId !== null
  const rows = (await listAssignmentsOfTarget(tx, scope, found.targetId)).map((one) => ({
    assignmentId: one.assignmentId,
    kind: one.kind,
    kindLabel: words.assignment(one.kind),
    holderName: one.holderName,
    holderPost: one.holderPost,
    hasAccount: one.holderUserId !== null,
    committeeName: one.committeeName,
    decisionNumber: one.decisionNumber,
    decidedOn: one.decidedOn,
    from: one.validFrom,
    lastDay: one.validTo === found.life.to ? null : lastDayOf(one),
    handedOver: one.handedOver,
    version: one.version,
    state:
      one.validFrom === one.validTo
        ? ('taken-back' as const)
        : one.validTo <= day
          ? ('past' as const)
          : day < one.validFrom
            ? ('planned' as const)
            : ('now' as const),
    /** The last of its chain: only that one is handed over. */
    isLast: one.validTo === found.life.to,
  }))
  return {
    rows,
    mayAssign,
    hasMain: rows.some(({ kind, state }) => kind === 'main' && state !== 'taken-back'),
    openMatters: mayAssign ? await listOpenMatters(tx, scope, { organizationId: found.organizationId, day }) : [],
    today,
    requestIds: { assign: crypto.randomUUID(), handOver: crypto.randomUUID(), end: crypto.randomUUID() },
  }
}

/** What a refused form shows: which form, its sentence, the fields at fault. */
export type FormRefused = {
  readonly intent: string
  readonly sentence: string | null
  readonly fields: readonly string[]
  /** What was typed, so that nothing of it is lost. */
  readonly typed: Readonly<Record<string, string>>
}

/** The texts of a form by field. */
export const typedOf = (form: FormData): Record<string, string> =>
  Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))

const common = z.object({ intent: z.string(), requestId: z.uuid() })
const one = common.extend({ assignmentId: z.uuid(), version: z.coerce.number().int().min(1) })

const isRefusal = (code: string): code is AssignmentRefusalCode =>
  assignmentRefusalCodes.some((known) => known === code)

/** Assigns, hands over, ends or takes back, and comes back to the page; null when the form is none of these. */
export async function changeAssignment(
  { request }: RequestArgs,
  { gate, form, target, back }: { gate: Gate; form: FormData; target: TargetId; back: string },
) {
  const { db } = appResources()
  const { scope } = gate
  const today = todayInHanoi(new Date())
  const typed = typedOf(form)
  const sent: Record<string, string> = { ...typed }
  for (const name of ['validFrom', 'on', 'decidedOn']) {
    const day = parseDay(typed[name] ?? '')
    if (day !== null) sent[name] = day
  }
  const said = areaWords(request)
  const intent = String(sent['intent'] ?? '')
  const wrong = (fields: readonly string[]) =>
    data<FormRefused>({ intent, sentence: null, fields, typed }, { status: 422 })
  const answer = (
    result: { readonly ok: true } | { readonly ok: false; readonly refusal: { readonly code: string } },
  ) => {
    if (result.ok) return redirect(back, 303)
    const { code } = result.refusal
    if (code === 'NOT_FOUND') throw data(null, { status: 404 })
    if (code === 'changed-meanwhile')
      return data<FormRefused>({ intent, sentence: 'changed-meanwhile', fields: [], typed }, { status: 409 })
    return data<FormRefused>(
      { intent, sentence: isRefusal(code) ? said.refusal(code) : code, fields: [], typed },
      { status: 422 },
    )
  }
  const faults = (error: z.ZodError) => wrong([...new Set(error.issues.map(({ path }) => String(path[0] ?? '')))])
  const pick = (...names: readonly string[]) =>
    Object.fromEntries(names.flatMap((name) => (name in sent ? [[name, sent[name]]] : [])))
  const holder = ['holderName', 'holderPost', 'withAccount', 'decisionNumber', 'decidedOn']

  if (intent === 'assign') {
    const head = common.safeParse(sent)
    const command = assignSchema.safeParse(pick('kind', 'validFrom', ...holder))
    if (!head.success || !command.success) return command.success ? wrong([]) : faults(command.error)
    return answer(await assignMember(db, scope, { requestId: head.data.requestId, target, command: command.data }))
  }
  if (intent === 'hand-over') {
    const head = one.safeParse(sent)
    const command = handOverSchema.safeParse(pick('on', ...holder))
    if (!head.success || !command.success) return command.success ? wrong([]) : faults(command.error)
    return answer(await handOverAssignment(db, scope, { ...head.data, command: command.data }))
  }
  if (intent === 'end') {
    const head = one.extend({ on: legalDayField }).safeParse(sent)
    return head.success ? answer(await endAssignment(db, scope, head.data)) : faults(head.error)
  }
  if (intent === 'take-back') {
    const head = one.safeParse(sent)
    return head.success ? answer(await takeBackAssignment(db, scope, { ...head.data, today })) : faults(head.error)
  }
  return null
}
