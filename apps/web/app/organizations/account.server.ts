import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { writeYearAccount, yearAccountPaper } from '@nq15/documents/organizations'
import { todayInHanoi } from '@nq15/domain/calendar'
import { readYearAccount, type YearAccount } from '@nq15/use-cases/organizations/read-year-account'
import { fileWord, wordType } from '@nq15/use-cases/ratings/paper-words'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { appResources } from '../server/database.server.ts'
import { asDownload } from '../server/download.server.ts'
import { yearFrom } from '../server/found.server.ts'
import { requirePermission } from '../server/session.server.ts'
import { formatDay } from '../ui/format.ts'

/** Years offered beside the running one. */
const yearsBack = 2

async function readAsked(args: LoaderFunctionArgs) {
  const { scope } = await requirePermission(args, 'plan:read')
  const today = todayInHanoi(new Date())
  const thisYear = Number(today.slice(0, 4))
  const asked = new URL(args.request.url).searchParams.get('year')
  const year = asked === null ? thisYear : yearFrom(asked)
  return { account: await readYearAccount(appResources().db, scope, { year, today }), thisYear, scope }
}

/** The account of a year: what each member in charge and each commune's head had to do and did. Facts, never a score. */
export async function accountLoader(args: LoaderFunctionArgs) {
  const { account, thisYear } = await readAsked(args)
  return { ...account, years: Array.from({ length: yearsBack + 1 }, (_, at) => thisYear - at) }
}

const linesOf = ({ members, heads }: YearAccount) => ({
  members: members.map(({ name, post, charges, counts, visits, receptions, targetsUnder, cases }) => ({
    ...{ name, post, counts, visits, receptions, targetsUnder, cases },
    charges: charges.map(({ name: place, kind, days, decisionNumber }) => ({
      ...{ name: place, days, decisionNumber, isMain: kind === 'main' },
    })),
  })),
  heads: heads.map(({ organizationName, daysWithout, tasks, receptions, targets, cases }) => ({
    ...{ name: organizationName, daysWithout, tasks, receptions, targets, cases },
  })),
})
const titleOf = (year: number) => `Theo dõi trách nhiệm ${year}`

/** The account of a year as Word. Official, so in Vietnamese. */
export async function accountPaperLoader(args: LoaderFunctionArgs): Promise<Response> {
  const { account } = await readAsked(args)
  const { year, until, source } = account
  const generatedAt = new Date().toISOString()
  const bytes = await yearAccountPaper({ year, until, source: source.document, ...linesOf(account), generatedAt })
  return asDownload({ fileName: `${fileWord(titleOf(year))}.docx`, contentType: wordType, bytes })
}

/** The same as an Excel workbook, with who made it, when, and over which organizations he reads. */
export async function accountWorkbookLoader(args: LoaderFunctionArgs): Promise<Response> {
  const { account, scope } = await readAsked(args)
  const { year, from, until, source } = account
  const { name, grants } = scope.actor
  const { db } = appResources()
  const ids = grants.flatMap(({ organizationId }) => (organizationId === null ? [] : [organizationId]))
  const names = await db.asReader(scope, (tx) => nameOrganizations(tx, scope, ids))
  const target = new PassThrough()
  const bytes = buffer(target)
  await writeYearAccount(linesOf(account), {
    target,
    statement: {
      title: titleOf(year),
      filter: `Từ ${formatDay(from)} đến ${formatDay(until)}`,
      scope: [...new Set(names.values())].join('; ') || '…',
      ...{ asOf: until, generatedAt: new Date().toISOString(), generatedBy: name },
      rules: `${source.document} (mức 70%, nguồn thứ cấp, cần đối chiếu)`,
    },
  })
  const contentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return asDownload({ fileName: `${fileWord(titleOf(year))}.xlsx`, contentType, bytes: await bytes })
}
