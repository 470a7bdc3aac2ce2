import { stateDutyLinkSchema } from '@nq15/domain/members'
import { stateDutyLink } from '@nq15/use-cases/members/state-duty-link'
import { type ActionFunctionArgs, data, redirect } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { idFrom } from '../server/found.server.ts'
import { requirePermission } from '../server/session.server.ts'
import { parseDay } from '../ui/format.ts'

const frame = z.object({ requestId: z.uuid(), recordId: z.uuid(), version: z.coerce.number().int().min(1) })

/** What the form answers when nothing was kept: a code, with what was typed. */
export type DutyLinkAnswer = { readonly code: string; readonly typed: Readonly<Record<string, string>> }

/** Types from a paper whether one discipline of the file is linked to duty. */
export async function dutyLinkAction(args: ActionFunctionArgs) {
  const { scope } = await requirePermission(args, 'member:write')
  const memberId = idFrom(args.params['memberId'])
  const form = await args.request.formData()
  const text = (name: string) => String(form.get(name) ?? '')
  const typed = Object.fromEntries(
    ['recordId', 'dutyRelated', 'basis', 'violatedOn', 'selfDetected'].map((name) => [name, text(name)]),
  )
  const answer = (code: string, status: number) => data<DutyLinkAnswer>({ code, typed }, { status })
  const of = frame.safeParse(Object.fromEntries(form))
  const day = text('violatedOn').trim()
  const link = stateDutyLinkSchema.safeParse({
    ...{ dutyRelated: text('dutyRelated'), basis: text('basis'), selfDetected: text('selfDetected') === 'yes' },
    violatedOn: day === '' ? null : (parseDay(day) ?? day),
  })
  if (!of.success || !link.success) return answer('BAD_INPUT', 422)
  const kept = await stateDutyLink(appResources().db, scope, { ...of.data, link: link.data })
  if (!kept.ok) return answer(kept.refusal.code, kept.refusal.code === 'NOT_FOUND' ? 404 : 409)
  throw redirect(`/members/${memberId}?done=duty-link#disciplines`)
}
