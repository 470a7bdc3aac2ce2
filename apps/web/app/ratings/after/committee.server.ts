import { readCalendar } from '@nq15/db/calendar/calendar.read'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import { type AppealRow, listCommitteeAppeals } from '@nq15/db/ratings/appeal.read'
import { findCampaignOfYear } from '@nq15/db/ratings/campaign.read'
import { type CorrectionRow, listWaitingCorrections } from '@nq15/db/ratings/correction.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { appResources } from '../../server/database.server.ts'
import { found, idFrom, yearFrom } from '../../server/found.server.ts'
import { findScope, requireAnyPermission } from '../../server/session.server.ts'
import { deadlineOf } from '../board-deadline.ts'
import { gradeOfOutcome } from './words.server.ts'

const readers = [
  ['rating:decide', 'rating:board'],
  ['unit:decide', 'unit:appraise'],
] as const

/** The complaints about a committee's year, of persons and of organizations, open ones first; with the corrections that wait. */
export async function appealsLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requireAnyPermission(args, readers.flat())
  const [year, committeeId] = [yearFrom(args.params['year']), idFrom(args.params['orgId'])]
  const { db } = appResources()
  const { names, calendar } = await db.asReader(scope, async (tx) => {
    found((await isWithin(tx, scope, committeeId)) || null)
    found(await findCampaignOfYear(tx, scope, year))
    return { names: await nameOrganizations(tx, scope, [committeeId]), calendar: await readCalendar(tx, scope) }
  })
  const rows: AppealRow[] = []
  const waiting: CorrectionRow[] = []
  // One proof of each kind, since each reads tables of its own.
  for (const kind of readers) {
    const own = kind.flatMap((permission) => findScope(person, permission) ?? [])[0]
    if (!own) continue
    await db.asReader(own, async (tx) => {
      rows.push(...(await listCommitteeAppeals(tx, own, { committeeId, year })))
      waiting.push(...(await listWaitingCorrections(tx, own)).filter((one) => one.committeeId === committeeId))
    })
  }
  const on = { today: todayInHanoi(new Date()), calendar }
  return {
    waiting: waiting.map(({ id, caseId, fullName, year: of, state, level }) => ({
      ...{ id, caseId, name: fullName, year: of, isPrepared: state === 'prepared', grade: gradeOfOutcome(level) },
    })),
    ...{ year, committeeId, committee: names.get(committeeId) ?? '' },
    appeals: rows
      .toSorted((left, right) => Number(right.state === 'filed') - Number(left.state === 'filed'))
      .map(({ id, caseId, fullName, cellName, outcome, filedOn, isLate, state, dueOn }) => ({
        ...{ id, caseId, name: fullName, cellName, grade: gradeOfOutcome(outcome), filedOn, isLate, state, dueOn },
        deadline: dueOn !== null && state === 'filed' ? deadlineOf(dueOn, on) : null,
      })),
  }
}
