import { todayInHanoi } from '@nq15/domain/calendar'
import { axesOf, quarterEntrySchema } from '@nq15/domain/ratings'
import { type KeepQuarterRefusal, keepQuarter, quarterRules, readQuarters } from '@nq15/use-cases/ratings/keep-quarter'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { yearFrom } from '../server/found.server.ts'
import { requirePermission } from '../server/session.server.ts'

/** The leading cadres whose files one keeps, with the quarters of a year; one of them opened for entry. */
export async function quartersLoader(args: LoaderFunctionArgs) {
  const { scope } = await requirePermission(args, 'rating:work')
  const year = yearFrom(args.params['year'])
  const today = todayInHanoi(new Date())
  const leaders = await readQuarters(appResources().db, scope, { year, today })
  const search = new URL(args.request.url).searchParams
  const open = z
    .object({ member: z.uuid(), quarter: z.coerce.number().int().min(1).max(4) })
    .safeParse(Object.fromEntries(search))
  const leader = open.success ? leaders.find(({ memberId }) => memberId === open.data.member) : undefined
  const { ruleSet, quarterly } = quarterRules()
  return {
    year,
    requestId: crypto.randomUUID(),
    axes: axesOf(ruleSet),
    maxima: { general: ruleSet.scoreModel.groups[0]?.max ?? '0', results: ruleSet.scoreModel.groups[1]?.max ?? '0' },
    source: ruleSet.scoreModel.resultAxes.source,
    since: quarterly.inForce.from,
    leaders: leaders.map(({ memberId, fullName, postTitle, quarters }) => ({
      memberId,
      fullName,
      postTitle,
      quarters: [1, 2, 3, 4].map((quarter) => {
        const known = quarters.find((one) => one.quarter === quarter)
        return known
          ? { quarter, general: known.generalPoints, results: known.resultPoints, belowMinimum: known.belowMinimum }
          : null
      }),
    })),
    open:
      leader && open.success
        ? {
            memberId: leader.memberId,
            fullName: leader.fullName,
            quarter: open.data.quarter,
            entry: leader.quarters.find(({ quarter }) => quarter === open.data.quarter) ?? null,
          }
        : null,
  }
}

const frame = z.object({
  requestId: z.uuid(),
  memberId: z.uuid(),
  version: z.coerce.number().int().min(0),
  quarter: z.coerce.number().int(),
  generalPoints: z.string(),
  belowMinimum: z.enum(['', 'yes', 'no']),
  remark: z.string().max(2000),
})

/** Keeps one quarter; what is refused comes back beside the form, whose fields stay as typed. */
export async function quartersAction(args: ActionFunctionArgs) {
  const { scope } = await requirePermission(args, 'rating:work')
  const typed = Object.fromEntries(await args.request.formData())
  const form = frame.safeParse(typed)
  if (!form.success) return data(answerOf('FORM_INCOMPLETE'), { status: 422 })
  const { requestId, memberId, version, quarter, generalPoints, belowMinimum, remark } = form.data
  const text = (name: string) => String(typed[name] ?? '').trim()
  const codes = axesOf(quarterRules().ruleSet).map(({ code }) => code)
  const entry = quarterEntrySchema.safeParse({
    year: yearFrom(args.params['year']),
    quarter,
    generalPoints: generalPoints.trim() === '' ? null : generalPoints.trim(),
    belowMinimum: belowMinimum === '' ? null : belowMinimum === 'yes',
    remark,
    axes: Object.fromEntries(
      codes
        .filter((code) => text(`max-${code}`) !== '')
        .map((code) => [
          code,
          { max: text(`max-${code}`), points: text(`points-${code}`) === '' ? null : text(`points-${code}`) },
        ]),
    ),
  })
  if (!entry.success) return data(answerOf('FORM_INCOMPLETE'), { status: 422 })
  const now = new Date()
  const asked = { requestId, memberId, version, entry: entry.data, today: todayInHanoi(now), now }
  const kept = await keepQuarter(appResources().db, scope, asked)
  if (kept.ok) return data({ ...answerOf(null), total: kept.value.totals.total })
  if (kept.refusal.code === 'NOT_FOUND') throw data(null, { status: 404 })
  const faults = 'faults' in kept.refusal ? kept.refusal.faults : []
  return data(
    { ...answerOf(kept.refusal.code), faults },
    { status: kept.refusal.code === 'QUARTER_INVALID' ? 422 : 409 },
  )
}

type Answer = {
  readonly refusal: KeepQuarterRefusal['code'] | 'FORM_INCOMPLETE' | null
  readonly faults: Extract<KeepQuarterRefusal, { code: 'QUARTER_INVALID' }>['faults']
  readonly total: string | null
}
const answerOf = (refusal: Answer['refusal']): Answer => ({ refusal, faults: [], total: null })
