import { planPaper } from '@nq15/documents/consolidation'
import { fileWord, wordType } from '@nq15/use-cases/ratings/paper-words'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { asDownload } from '../server/download.server.ts'
import { idFrom } from '../server/found.server.ts'
import { askMonitor } from '../server/monitor.server.ts'
import { requirePermission } from '../server/session.server.ts'
import { planPaperLabels } from './paper-labels.ts'

/** A plan as Word, to be signed. Official, so in Vietnamese. */
export async function planPaperLoader(args: LoaderFunctionArgs): Promise<Response> {
  await requirePermission(args, 'plan:read')
  const planId = idFrom(args.params['planId'])
  const asked = await askMonitor(args, (monitor) => monitor.plans.plan.query({ planId }))
  if (!asked.up) return new Response(null, { status: 503, headers: { 'retry-after': '15' } })
  const { plan, bodyName, tasks, steps, milestones, clearQuarters, today } = asked.value
  const { content, organizationName, edition, situation } = plan
  const { states, causes, colours } = planPaperLabels
  const approval = steps.find(({ event }) => event === 'approve')
  const bytes = await planPaper({
    ...{ organizationName, bodyName, edition, milestones, clearQuarters },
    ...{ legalBasis: content.legalBasis, situation: content.situation, from: content.startsOn, until: plan.endsOn },
    ...{ areaMember: content.areaMember, secretary: content.secretary, supportingUnit: content.supportingUnit },
    ...{ resources: content.resources, reporting: content.reporting },
    stateLabel: states[plan.state],
    isDraft: plan.state === 'draft',
    day: today,
    approval: approval
      ? { number: approval.decisionNumber ?? '', day: approval.onDay, body: approval.decisionBody ?? bodyName }
      : null,
    weaknesses: content.weaknesses.map(({ signCode, evidence, cause, causeNote }) => ({
      ...{ signCode, evidence, cause: [causes[cause], causeNote].filter(Boolean).join(': ') },
      atApproval: colours[situation?.find(({ code }) => code === signCode)?.status ?? ''] ?? 'chưa có số liệu',
    })),
    goals: content.goals.map(({ signCode, measure, baseline, target, unit, dueOn }) => ({
      signCode,
      words: `${measure}: từ ${baseline ?? 'chưa có số liệu'} đến ${target} ${unit}`.trim(),
      dueOn,
    })),
    tasks: tasks.map(({ title, output, ownerName, ownerPost, dueOn }) => ({
      ...{ title, output, dueOn },
      owner: [ownerName, ownerPost].filter(Boolean).join(', '),
    })),
    generatedAt: new Date().toISOString(),
  })
  const fileName = `${fileWord(`Kế hoạch củng cố ${organizationName}`)}.docx`
  return asDownload({ fileName, contentType: wordType, bytes })
}
