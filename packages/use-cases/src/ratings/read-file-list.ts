import type { Database } from '@nq15/db/client'
import { findCellFileList } from '@nq15/db/ratings/file-list.read'
import type { Scope } from '@nq15/db/scope'
import { checkFileList, type FileListLine } from '@nq15/domain/ratings'
import type { UnitView } from './read-unit-page.ts'

/** The file of a cell against the list of the law (366-QĐ/TW Art. 17), for the office that takes it; null out of scope or without a file. */
export async function readCellFileList(
  db: Database,
  scope: Scope,
  of: { readonly campaignId: string; readonly organizationId: string },
): Promise<FileListLine[] | null> {
  if (scope.permission !== 'rating:board') return null
  const facts = await db.asReader(scope, (tx) => findCellFileList(tx, scope, of))
  return facts && checkFileList(facts)
}

type UnitCase = {
  readonly row: Pick<UnitView['row'], 'subject' | 'state' | 'standing' | 'notRatedReason'> & {
    readonly report: { readonly answersText: string } | null
  }
  readonly facts: readonly { readonly withdrawnReason: string | null }[]
  readonly opinions: readonly { readonly isStanding: boolean }[]
}

/** The file of an organization with its collective and its head against the same list; its minutes lie on paper with it. */
export function checkUnitFileList(
  units: readonly UnitCase[],
  complaints: { readonly have: number; readonly of: number },
): FileListLine[] {
  const rated = units.filter(({ row }) => row.notRatedReason === null)
  const reports = rated.filter(({ row }) => row.subject !== 'LEADER')
  const all = (count: number) => ({ have: count, of: count })
  const howMany = (of: readonly UnitCase[], is: (unit: UnitCase) => boolean) => of.filter(is).length
  const isReported = ({ row: { report, state } }: UnitCase) =>
    report !== null && !['not-started', 'in-work', 'returned'].includes(state)
  return checkFileList({
    reviews: { have: howMany(reports, isReported), of: reports.length },
    residence: all(0),
    minutes: 'outside',
    appraisal: { have: howMany(rated, ({ row }) => ['appraised', 'decided'].includes(row.state)), of: rated.length },
    conclusion: { have: howMany(rated, ({ row }) => row.standing !== null), of: rated.length },
    hints: all(howMany(reports, ({ row }) => (row.report?.answersText ?? '').trim() !== '')),
    opinions: all(units.reduce((sum, { opinions }) => sum + opinions.filter((one) => one.isStanding).length, 0)),
    complaints,
    others: all(units.reduce((sum, { facts }) => sum + facts.filter((one) => one.withdrawnReason === null).length, 0)),
  })
}
