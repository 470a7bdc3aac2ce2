import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { askMonitor, tellMonitor } from '../server/monitor.server.ts'
import { localeOf } from '../server/sentence.server.ts'
import { findScope, requirePermission } from '../server/session.server.ts'
import { ownOrganization } from './own-organization.server.ts'

export const signFilters = ['to-answer', 'escalated', 'answered', 'watching', 'open', 'cleared'] as const
const which = z.enum(signFilters)

/** The inbox of signs at and below one's organization. */
export async function signsLoader(args: LoaderFunctionArgs) {
  const { person } = await requirePermission(args, 'monitoring:read')
  const search = new URL(args.request.url).searchParams
  const organizationId = ownOrganization(person, args.request)
  const asked = which.safeParse(search.get('which'))
  const answer = organizationId
    ? await askMonitor(args, (monitor) =>
        monitor.signs.list.query({
          organizationId,
          which: asked.success ? asked.data : 'to-answer',
          cursor: search.get('after'),
        }),
      )
    : ({ up: true, value: null } as const)
  if (!answer.up) return { up: false as const }
  return {
    up: true as const,
    page: answer.value,
    which: asked.success ? asked.data : 'to-answer',
    locale: localeOf(args.request),
  }
}

/** One sign with its answers and what it rests on. */
export async function signLoader(args: LoaderFunctionArgs) {
  const { person } = await requirePermission(args, 'monitoring:read')
  const signId = String(args.params['signId'] ?? '')
  const answer = await askMonitor(args, (monitor) => monitor.signs.get.query({ signId }))
  if (!answer.up) return { up: false as const }
  const { organizationId } = answer.value.sign
  return {
    up: true as const,
    page: answer.value,
    locale: localeOf(args.request),
    requestIds: [crypto.randomUUID(), crypto.randomUUID()],
    mayAnswer: findScope(person, 'monitoring:answer') !== null,
    isOwn: person.actor.grants.some(
      (grant) => grant.role === 'org-secretary' && grant.organizationId === organizationId,
    ),
  }
}

const answerForm = z.object({
  intent: z.enum(['answer', 'judge']),
  requestId: z.uuid(),
  version: z.coerce.number().int(),
  choice: z.enum(['action', 'no-action', 'contested', 'true', 'known', 'false']),
  reason: z.string().trim().max(1000),
})

export type SignAnswer = { readonly done: 'answer' | 'judge' | null; readonly refusal: string | null }

/** Answers an alarm, or says afterwards what it was. */
export async function signAction(args: ActionFunctionArgs) {
  await requirePermission(args, 'monitoring:answer')
  const parsed = answerForm.safeParse(Object.fromEntries(await args.request.formData()))
  if (!parsed.success) throw data(null, { status: 422 })
  const { intent, choice, reason, ...sent } = parsed.data
  const signId = String(args.params['signId'] ?? '')
  const given = { ...sent, signId, reason: reason === '' ? null : reason }
  const told = await tellMonitor(args, async (monitor) => {
    if (intent === 'judge' && (choice === 'true' || choice === 'known' || choice === 'false'))
      return monitor.signs.judge.mutate({ ...given, verdict: choice })
    if (choice === 'action' || choice === 'no-action' || choice === 'contested')
      return monitor.signs.answer.mutate({ ...given, answer: choice })
    throw data(null, { status: 422 })
  })
  const refused = (code: string) => data<SignAnswer>({ done: null, refusal: code }, { status: 409 })
  if (!told.ok) return refused(told.refusal.code)
  return told.value.ok ? data<SignAnswer>({ done: intent, refusal: null }) : refused(told.value.refusal.code)
}
