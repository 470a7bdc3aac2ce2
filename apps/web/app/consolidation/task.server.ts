import { type TaskEvent, taskEvents } from '@nq15/domain/consolidation'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { attachmentsOf } from '../files/attachments.server.ts'
import { typedOf } from '../monitoring/watch.server.ts'
import { found, idFrom } from '../server/found.server.ts'
import { askMonitor, tellMonitor } from '../server/monitor.server.ts'
import { findScope, requirePermission } from '../server/session.server.ts'
import { planFindings } from './plan-words.server.ts'
import { readTaskAct } from './read-form.server.ts'

/** One task: its days, how far it is, its evidence, and what the reader may do next. */
export async function taskLoader(args: LoaderFunctionArgs) {
  const { person } = await requirePermission(args, 'plan:read')
  const taskId = idFrom(args.params['taskId'])
  const asked = await askMonitor(args, (monitor) => monitor.plans.task.query({ taskId }))
  if (!asked.up) return { up: false as const }
  const { plan, tasks, steps, today } = asked.value
  const task = found(tasks.find((one) => one.taskId === taskId))
  const isRunning = plan.state === 'approved' || plan.state === 'in-progress' || plan.state === 'extended'
  const works = findScope(person, 'plan:work') !== null
  const accepts = findScope(person, 'plan:appraise') !== null || findScope(person, 'plan:review') !== null
  const fits = (event: TaskEvent) => {
    if (event === 'accept-evidence') return accepts && task.state === 'done'
    if (!works || task.state === 'done' || task.state === 'closed') return false
    return event === 'resume' ? task.state === 'waiting' : event === 'wait' ? task.state === 'open' : true
  }
  const files = await attachmentsOf(args.request, person, { recordTable: 'plan_task', recordId: taskId })
  return {
    up: true as const,
    today,
    task,
    plan: { planId: plan.planId, organizationName: plan.organizationName, state: plan.state, endsOn: plan.endsOn },
    before: tasks.filter((one) => task.dependsOn.includes(one.taskId)),
    steps: steps.filter((one) => one.taskId === taskId),
    files,
    /** The newest revision of each document: what can be accepted. */
    newest: (files?.documents ?? []).flatMap(({ revisions }) => {
      const [one] = revisions
      return one ? [{ value: one.id, label: one.fileName }] : []
    }),
    offered: isRunning ? taskEvents.filter(fits) : [],
    requestId: crypto.randomUUID(),
  }
}

/** Takes a step of a task; a refusal shows every finding and what was typed. */
export async function taskAction(args: ActionFunctionArgs) {
  await requirePermission(args, 'plan:read')
  const taskId = idFrom(args.params['taskId'])
  const form = await args.request.formData()
  const typed = typedOf(form)
  const frame = z
    .object({ requestId: z.uuid(), version: z.coerce.number().int().min(1) })
    .safeParse(Object.fromEntries(form))
  const { value: act, wrong } = readTaskAct(form)
  if (!frame.success || !act) return data({ code: 'BAD_INPUT', wrong, findings: [], typed }, { status: 422 })
  const told = await tellMonitor(args, (monitor) => monitor.plans.taskStep.mutate({ ...frame.data, taskId, act }))
  if (told.ok) throw redirect(`/plans/tasks/${taskId}?done=${act.event}`)
  const { refusal } = told
  return data({ code: refusal.code, wrong: [], findings: planFindings(args.request, refusal), typed }, { status: 409 })
}
