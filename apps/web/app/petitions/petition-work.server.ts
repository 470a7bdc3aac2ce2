import { listDirections } from '@nq15/db/petitions/direction.read'
import { listRegister } from '@nq15/db/petitions/petition.read'
import { listCases } from '@nq15/db/petitions/petition-case.read'
import { listReports } from '@nq15/db/petitions/report.read'
import { addDays, todayInHanoi } from '@nq15/domain/calendar'
import { periodOfDay, reportDue } from '@nq15/domain/petitions'
import type { SignedIn } from '@nq15/use-cases/access/read-actor'
import { appResources } from '../server/database.server.ts'
import { findScope } from '../server/session.server.ts'
import { formatDay } from '../ui/format.ts'

/** The quarter that closed last, with the day by which its report is sent. */
function closedQuarter(today: string) {
  const last = addDays(periodOfDay('quarter', today).first, -1)
  const period = periodOfDay('quarter', last)
  const due = reportDue(period)
  return due && { ...period, dueOn: due.toCity }
}

/** What of the unit's papers and matters is due within a week or overdue, for the start page; null for who has no desk. */
export async function petitionWorkOf(person: SignedIn, now: Date) {
  const scope = findScope(person, 'petition:read')
  if (!scope || scope.organizationIds === 'everything') return null
  const today = todayInHanoi(now)
  const soon = addDays(today, 7)
  const query = { text: '', kind: null, state: null, only: 'open' as const, today, offset: 0, limit: 12 }
  const [unit] = scope.organizationIds
  const { papers, matters, directions, reports } = await appResources().db.asReader(scope, async (tx) => ({
    papers: await listRegister(tx, scope, query),
    matters: await listCases(tx, scope, { ended: false, limit: 12 }),
    directions: await listDirections(tx, scope, { limit: 100 }),
    reports: unit ? await listReports(tx, scope, unit) : [],
  }))
  const code = ({ year, number }: { year: number; number: number }) => `${year}-${String(number).padStart(4, '0')}`
  const places: readonly string[] = scope.organizationIds
  // Every direction the unit still owes, however far its day; and to who gave one, that it was reported on.
  const owed = directions
    .filter(({ state, owedById, givenBy }) =>
      state === 'reported' ? givenBy === scope.actor.userId : state !== 'closed' && places.includes(owedById),
    )
    .map((one) => ({
      to: `/petitions/directions/${one.directionId}`,
      title: `${one.petitionCode} ${one.content}`.slice(0, 90),
      kind: one.state === 'reported' ? 'direction-reported' : 'direction',
      dueOn: one.dueOn,
      isLate: one.state !== 'reported' && one.dueOn < today,
    }))
  const due = [
    ...papers.map((one) => ({
      to: `/petitions/${one.petitionId}`,
      title: `${code(one)} ${one.subject || one.content}`.slice(0, 90),
      kind: one.kind,
      dueOn: one.dueOn ?? soon,
    })),
    ...matters.flatMap((one) =>
      one.dueOn === null
        ? []
        : [
            {
              to: `/petitions/cases/${one.caseId}`,
              title: `${code(one)} ${one.title}`.slice(0, 90),
              kind: one.kind,
              dueOn: one.dueOn,
            },
          ],
    ),
  ]
    .filter(({ dueOn }) => dueOn <= soon)
    .map((one) => ({ ...one, isLate: one.dueOn < today }))
  const quarter = closedQuarter(today)
  // From the day after it closes until it is signed.
  const report =
    quarter && !reports.some(({ first, last }) => first === quarter.first && last === quarter.last)
      ? [
          {
            to: `/petitions/reports?period=quarter&last=${formatDay(quarter.last)}`,
            title: `${formatDay(quarter.first)} – ${formatDay(quarter.last)}`,
            ...{ kind: 'report', dueOn: quarter.dueOn, isLate: quarter.dueOn < today },
          },
        ]
      : []
  return [...owed, ...report, ...due].toSorted((one, other) => one.dueOn.localeCompare(other.dueOn))
}
