import { planReportPaper } from '@nq15/documents/consolidation'
import { reportPeriodSchema, reportWordsSchema } from '@nq15/domain/consolidation'
import { fileWord, wordType } from '@nq15/use-cases/ratings/paper-words'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { typedOf } from '../monitoring/watch.server.ts'
import { asDownload } from '../server/download.server.ts'
import { found, idFrom } from '../server/found.server.ts'
import { askMonitor, tellMonitor } from '../server/monitor.server.ts'
import { findScope, requirePermission } from '../server/session.server.ts'
import { periodOnPaper, planPaperLabels } from './paper-labels.ts'
import { planFindings } from './plan-words.server.ts'

const periodOf = (params: LoaderFunctionArgs['params']) => ({
  planId: idFrom(params['planId']),
  period: found(reportPeriodSchema.safeParse(params['period'] ?? '').data ?? null),
})

/** One report of a plan: its facts, frozen or as of today, and the author's words. */
export async function reportLoader(args: LoaderFunctionArgs) {
  const { person } = await requirePermission(args, 'plan:read')
  const of = periodOf(args.params)
  const asked = await askMonitor(args, (monitor) => monitor.plans.report.query(of))
  if (!asked.up) return { up: false as const }
  return {
    up: true as const,
    ...asked.value,
    mayWork: findScope(person, 'plan:work') !== null,
    requestId: crypto.randomUUID(),
  }
}

const frameSchema = z.object({ requestId: z.uuid(), version: z.union([z.literal(''), z.coerce.number().int().min(1)]) })

/** Keeps the words of a report, or signs it; a refusal shows every finding and what was typed. */
export async function reportAction(args: ActionFunctionArgs) {
  await requirePermission(args, 'plan:work')
  const of = periodOf(args.params)
  const form = await args.request.formData()
  const typed = typedOf(form)
  const frame = frameSchema.safeParse(typed)
  const words = reportWordsSchema.safeParse({
    ...{ assessment: typed['assessment'] ?? '', help: typed['help'] ?? '', next: typed['next'] ?? '' },
  })
  const isSigning = typed['event'] === 'sign'
  const bad = () =>
    data({ code: 'BAD_INPUT', findings: [] as { code: string; said: string }[], typed }, { status: 422 })
  if (!frame.success || (!isSigning && !words.success)) return bad()
  const { requestId, version } = frame.data
  if (isSigning && version === '') return bad()
  const told = await tellMonitor(args, (monitor) =>
    isSigning || !words.success
      ? monitor.plans.signReport.mutate({ ...of, requestId, version: Number(version) })
      : monitor.plans.keepReport.mutate({
          ...{ ...of, requestId, words: words.data },
          version: version === '' ? null : version,
        }),
  )
  const place = `/plans/${of.planId}/reports/${of.period}`
  if (told.ok) throw redirect(`${place}?done=${isSigning ? 'sign-report' : 'keep-report'}`)
  const { refusal } = told
  return data({ code: refusal.code, findings: planFindings(args.request, refusal), typed }, { status: 409 })
}

/** A report of a plan as Word. Official, so in Vietnamese. */
export async function reportPaperLoader(args: LoaderFunctionArgs): Promise<Response> {
  await requirePermission(args, 'plan:read')
  const of = periodOf(args.params)
  const asked = await askMonitor(args, (monitor) => monitor.plans.report.query(of))
  if (!asked.up) return new Response(null, { status: 503, headers: { 'retry-after': '15' } })
  const { organizationName, due, facts, words, signed } = asked.value
  const { colours } = planPaperLabels
  const said = (status: string | null) => colours[status ?? ''] ?? 'chưa có số liệu'
  const lines = (rows: readonly { title: string; ownerName: string; day: string }[]) =>
    rows.map(({ title, ownerName, day }) => ({ title, owner: ownerName, day }))
  const bytes = await planReportPaper({
    ...{ organizationName, signed, counts: facts.counts, asOf: facts.asOf, forecast: facts.forecast },
    isQuarter: due.kind === 'quarter',
    periodName: periodOnPaper(due.period),
    done: lines(facts.done),
    late: lines(facts.late),
    waiting: facts.waiting.map(({ waitingFor, title, ownerName, day }) => ({
      waitingFor,
      title,
      owner: ownerName,
      day,
    })),
    signs: facts.signs.map(({ code, atApproval, before, now }) => ({
      ...{ code, atApproval: said(atApproval), before: said(before), now: said(now) },
    })),
    goals: facts.goals.map(({ signCode, measure, baseline, target, unit, dueOn }) => ({
      ...{ signCode, dueOn, words: `${measure}: từ ${baseline ?? 'chưa có số liệu'} đến ${target} ${unit}`.trim() },
    })),
    visits: facts.visits,
    review:
      facts.review &&
      `${facts.review.reference}: ${facts.review.isPositive ? 'đề nghị nghiệm thu' : 'chưa đề nghị nghiệm thu'}.`,
    ...{ assessment: words?.assessment ?? '', help: words?.help ?? '', next: words?.next ?? '' },
    generatedAt: new Date().toISOString(),
  })
  const fileName = `${fileWord(`Báo cáo kế hoạch ${organizationName} ${due.period}`)}.docx`
  return asDownload({ fileName, contentType: wordType, bytes })
}
