import { incidentTransitions } from '@nq15/domain/incidents'
import { permissionOfIncidentHand } from '@nq15/use-cases/incidents/incidents-hand'
import { readIssueBoard } from '@nq15/use-cases/information/read-issue'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { idFrom } from '../server/found.server.ts'
import { askMonitor, tellMonitor } from '../server/monitor.server.ts'
import { findScope, requirePermission } from '../server/session.server.ts'
import type { commitmentForms } from './incident-forms.ts'
import { refusedBy, wrongForm } from './incident-words.server.ts'
import { readCommitment, readCommitmentAct, readIncidentAct } from './read-form.server.ts'

/** One case: what it is, who answers for it, what was promised, what happened, and what the reader may do next. */
export async function incidentLoader(args: LoaderFunctionArgs) {
  const { person } = await requirePermission(args, 'case:read')
  const caseId = idFrom(args.params['caseId'])
  const asked = await askMonitor(args, (monitor) => monitor.incidents.incident.query({ caseId }))
  if (!asked.up) return { up: false as const }
  const page = asked.value
  const reads = findScope(person, 'information:read')
  const asking = reads ? await readIssueBoard(appResources().db, reads, { now: new Date(), caseId }) : null
  const open = page.milestones.some(({ doneOn }) => doneOn === null)
  return {
    up: true as const,
    ...page,
    offered: incidentTransitions.flatMap(({ from, event, by }) => {
      if (!from.includes(page.incident.state) || findScope(person, permissionOfIncidentHand[by]) === null) return []
      // A hand-over is decided by who takes the case, so it is offered to whoever decides anything here.
      if (by === 'decide' && !page.standsAtDecider && event !== 'set-level') return []
      if (event === 'finish-milestone' && !open) return []
      return [{ event, isOwn: event === 'remove' && page.isProposer }]
    }),
    issues: (asking?.issues ?? []).map(({ issueId, code, question, officer, state, dueOn, nextUpdateOn, duty }) => ({
      ...{ issueId, code, question, officer, state, dueOn, nextUpdateOn, duty },
    })),
    mayAsk: findScope(person, 'information:work') !== null,
    mayPromise: findScope(person, 'case:work') !== null && page.incident.state !== 'out-of-scope',
    requestId: crypto.randomUUID(),
  }
}

const versionOf = (form: FormData) => z.coerce.number().int().min(1).safeParse(form.get('version')).data

/** Takes a step of the case, or of one of its promises; a refusal shows every finding and what was typed. */
export async function incidentAction(args: ActionFunctionArgs) {
  await requirePermission(args, 'case:read')
  const caseId = idFrom(args.params['caseId'])
  const form = await args.request.formData()
  const requestId = z.uuid().safeParse(form.get('requestId')).data
  if (!requestId) return wrongForm(form, [])
  const event = String(form.get('event') ?? '')
  const send = () => {
    if (event === 'promise') {
      const { value: commitment, wrong } = readCommitment(form)
      if (!commitment) return wrong
      return tellMonitor(args, (monitor) => monitor.incidents.promise.mutate({ requestId, caseId, commitment }))
    }
    const version = versionOf(form)
    if (version === undefined) return ['version']
    if (event === 'keep' || event === 'explain' || event === 'replace') {
      const commitmentId = z.uuid().safeParse(form.get('commitmentId')).data
      const { value: act, wrong } = readCommitmentAct(form, event satisfies keyof typeof commitmentForms)
      if (!commitmentId || !act) return wrong
      return tellMonitor(args, (monitor) =>
        monitor.incidents.stepPromise.mutate({ requestId, commitmentId, version, act }),
      )
    }
    const { value: act, wrong } = readIncidentAct(form)
    if (!act) return wrong
    return tellMonitor(args, (monitor) => monitor.incidents.step.mutate({ requestId, caseId, version, act }))
  }
  const told = await send()
  if (!('ok' in told)) return wrongForm(form, told)
  if (told.ok) throw redirect(`/incidents/${caseId}?done=${event}`)
  return refusedBy(args.request, told.refusal, form)
}
