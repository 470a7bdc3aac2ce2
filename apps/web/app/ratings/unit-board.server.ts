import { todayInHanoi } from '@nq15/domain/calendar'
import { orgSectorLabelsEn, orgSectorLabelsVi } from '@nq15/domain/organizations'
import { readUnitBoard, type UnitBoard } from '@nq15/use-cases/ratings/read-unit-board'
import { regroupUnits } from '@nq15/use-cases/ratings/regroup-units'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { found, idFrom, yearFrom } from '../server/found.server.ts'
import { localeOf } from '../server/sentence.server.ts'
import { findScope, requireAnyPermission } from '../server/session.server.ts'
import type { Locale } from '../ui/preferences.ts'
import { actOnUnit } from './unit-act.server.ts'
import { unitScopes } from './unit-page.server.ts'
import { gradeOrNone, groupNameOf, shownUnit, wordsOf } from './unit-view.server.ts'

const boardReaders = ['unit:appraise', 'unit:decide', 'rating:overview'] as const

/** Reads the board of who decides units for whoever may; not found for everybody else. */
async function readFor(
  args: LoaderFunctionArgs | ActionFunctionArgs,
  permissions: readonly (typeof boardReaders)[number][],
) {
  const { person } = await requireAnyPermission(args, permissions)
  const [year, deciderId] = [yearFrom(args.params['year']), idFrom(args.params['orgId'])]
  const board = found(await readUnitBoard(appResources().db, unitScopes(person), { year, deciderId }))
  return { person, year, deciderId, board }
}

/** The board of a committee's organizations and collectives, and the same laid side by side for the appraisal. */
export async function unitBoardLoader(args: LoaderFunctionArgs) {
  const { board, year, deciderId } = await readFor(args, boardReaders)
  const locale = localeOf(args.request)
  const around = { locale, today: todayInHanoi(new Date()), calendar: board.calendar }
  return {
    year,
    deciderId,
    name: board.name,
    isOpen: board.campaign.state === 'open',
    today: around.today,
    at: new Date().toISOString(),
    rows: board.rows.map(({ below, sides, ...unit }) => ({ ...shownUnit(unit, around), below, sides })),
    states: board.states,
    groups: groupsOf(board, locale),
    decisions: board.decisions.map(({ id, decisionNumber, decidedOn }) => ({
      id,
      number: decisionNumber,
      day: decidedOn,
    })),
    opinions: board.opinions.map((one) => ({ ...one, grade: gradeOrNone(one.level) })),
    reasons: [...board.reasons],
    mayAppraise: board.mayAppraise && board.campaign.state === 'open',
    mayDecide: board.mayDecide,
    denominator: board.ruleSet.options.quota.denominator,
    percent: board.ruleSet.options.quota.percent,
  }
}

/** Quota groups as the page names them. */
export function groupsOf({ groups }: Pick<UnitBoard, 'groups'>, locale: Locale) {
  const words = wordsOf(locale)
  const sectors = locale === 'en' ? orgSectorLabelsEn : orgSectorLabelsVi
  return groups.map((group) => ({ ...group, name: groupNameOf(group.key, words, sectors) }))
}

const regroup = z.object({
  intent: z.literal('regroup'),
  requestId: z.uuid(),
  group: z.string().min(1).max(80),
  bySector: z.enum(['true', 'false']).transform((typed) => typed === 'true'),
})

/** One act on a unit of this committee, or a kind of units divided by sector. */
export async function unitBoardAction(args: ActionFunctionArgs) {
  const { person, board, deciderId } = await readFor(args, ['unit:appraise'])
  const form = await args.request.clone().formData()
  if (form.get('intent') !== 'regroup') return actOnUnit(args, person)
  const parsed = regroup.safeParse(Object.fromEntries(form))
  const scope = findScope(person, 'unit:appraise')
  if (!parsed.success || !scope) return data({ errors: { intent: 'malformed' } }, { status: 422 })
  const { requestId, group, bySector } = parsed.data
  const command = { requestId, group, bySector, campaignId: board.campaign.id, deciderId, now: new Date() }
  const answer = await regroupUnits(appResources().db, scope, command)
  if (answer.ok) return data({ done: 'regroup' })
  if (answer.refusal.code === 'NOT_FOUND') throw data(null, { status: 404 })
  return data({ refusal: { code: answer.refusal.code, fields: [], blocks: [] } }, { status: 409 })
}
