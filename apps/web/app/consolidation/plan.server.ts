import { planTransitions } from '@nq15/domain/consolidation'
import { permissionOfPlanHand } from '@nq15/use-cases/consolidation/plan-acting'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { typedOf } from '../monitoring/watch.server.ts'
import { idFrom } from '../server/found.server.ts'
import { askMonitor, tellMonitor } from '../server/monitor.server.ts'
import { findScope, requirePermission } from '../server/session.server.ts'
import { parseDay } from '../ui/format.ts'
import { planFindings } from './plan-words.server.ts'
import { readNewTask, readPlanAct, readPlanContent } from './read-form.server.ts'

/** One plan: what it is made of, how its tasks stand, and what the reader may do next. */
export async function planLoader(args: LoaderFunctionArgs) {
  const { person } = await requirePermission(args, 'plan:read')
  const planId = idFrom(args.params['planId'])
  const day = parseDay(new URL(args.request.url).searchParams.get('day') ?? '')
  const asked = await askMonitor(args, (monitor) => monitor.plans.plan.query({ planId, day }))
  if (!asked.up) return { up: false as const }
  const page = asked.value
  const { state } = page.plan
  return {
    up: true as const,
    ...page,
    offered: planTransitions.flatMap(({ from, event, by }) => {
      const isFor = from.includes(state) && findScope(person, permissionOfPlanHand[by]) !== null
      if (!isFor || event === 'revise' || (event === 'end') === page.organizationStands) return []
      if (by !== 'work' && !page.standsAbove) return []
      return [{ event, isOwn: by !== 'work' && page.isWorker }]
    }),
    mayWork: findScope(person, 'plan:work') !== null,
    requestId: crypto.randomUUID(),
  }
}

const frameSchema = z.object({ requestId: z.uuid(), version: z.coerce.number().int().min(1) })

/** Takes a step of a plan, adds a task to a draft or takes one out; a refusal shows every finding and what was typed. */
export async function planAction(args: ActionFunctionArgs) {
  await requirePermission(args, 'plan:read')
  const planId = idFrom(args.params['planId'])
  const form = await args.request.formData()
  const typed = typedOf(form)
  const frame = frameSchema.safeParse(Object.fromEntries(form))
  const event = String(form.get('event') ?? '')
  const refused = (wrong: readonly string[]) =>
    data({ code: 'BAD_INPUT', wrong, findings: [] as { code: string; said: string }[], typed }, { status: 422 })
  if (!frame.success) return refused([])
  const of = { ...frame.data, planId }
  const send = () => {
    if (event === 'drop-task') {
      const taskId = z.uuid().safeParse(form.get('taskId')).data
      return taskId ? tellMonitor(args, (monitor) => monitor.plans.dropTask.mutate({ ...of, taskId })) : ['taskId']
    }
    if (event === 'add-task') {
      const { value: task, wrong } = readNewTask(form)
      return task ? tellMonitor(args, (monitor) => monitor.plans.addTask.mutate({ ...of, task })) : wrong
    }
    const { value: act, wrong } = readPlanAct(form)
    return act ? tellMonitor(args, (monitor) => monitor.plans.step.mutate({ ...of, act })) : wrong
  }
  const told = await send()
  if (!('ok' in told)) return refused(told)
  if (told.ok) throw redirect(`/plans/${planId}?done=${event}`)
  const { refusal } = told
  return data(
    { code: refusal.code, wrong: [] as string[], findings: planFindings(args.request, refusal), typed },
    { status: 409 },
  )
}

/** The form of a draft's content. */
export async function planEditLoader(args: LoaderFunctionArgs) {
  await requirePermission(args, 'plan:work')
  const page = await planLoader(args)
  if (page.up && page.plan.state !== 'draft') throw redirect(`/plans/${page.plan.planId}`)
  return page
}

/** Keeps a draft's content. */
export async function planEditAction(args: ActionFunctionArgs) {
  await requirePermission(args, 'plan:work')
  const planId = idFrom(args.params['planId'])
  const form = await args.request.formData()
  const typed = typedOf(form)
  const frame = frameSchema.safeParse(Object.fromEntries(form))
  const { value: content, wrong } = readPlanContent(form, form.getAll('signCode').map(String))
  if (!frame.success || !content) return data({ code: 'BAD_INPUT', wrong, findings: [], typed }, { status: 422 })
  const told = await tellMonitor(args, (monitor) =>
    monitor.plans.step.mutate({ ...frame.data, planId, act: { event: 'revise', content } }),
  )
  if (told.ok) throw redirect(`/plans/${planId}?done=revise`)
  const { refusal } = told
  return data({ code: refusal.code, wrong: [], findings: planFindings(args.request, refusal), typed }, { status: 409 })
}
