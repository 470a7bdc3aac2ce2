import { yearAccountPaper } from '@nq15/documents/organizations'
import { todayInHanoi } from '@nq15/domain/calendar'
import { readYearAccount } from '@nq15/use-cases/organizations/read-year-account'
import { fileWord, wordType } from '@nq15/use-cases/ratings/paper-words'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { appResources } from '../server/database.server.ts'
import { asDownload } from '../server/download.server.ts'
import { yearFrom } from '../server/found.server.ts'
import { requirePermission } from '../server/session.server.ts'

/** Years offered beside the running one. */
const yearsBack = 2

async function readAsked(args: LoaderFunctionArgs) {
  const { scope } = await requirePermission(args, 'plan:read')
  const today = todayInHanoi(new Date())
  const thisYear = Number(today.slice(0, 4))
  const asked = new URL(args.request.url).searchParams.get('year')
  const year = asked === null ? thisYear : yearFrom(asked)
  return { account: await readYearAccount(appResources().db, scope, { year, today }), thisYear }
}

/** The account of a year: what each member in charge and each commune's head had to do and did. Facts, never a score. */
export async function accountLoader(args: LoaderFunctionArgs) {
  const { account, thisYear } = await readAsked(args)
  return { ...account, years: Array.from({ length: yearsBack + 1 }, (_, at) => thisYear - at) }
}

/** The account of a year as Word. Official, so in Vietnamese. */
export async function accountPaperLoader(args: LoaderFunctionArgs): Promise<Response> {
  const { account } = await readAsked(args)
  const { year, until, members, heads, source } = account
  const bytes = await yearAccountPaper({
    ...{ year, until, source: source.document },
    members: members.map(({ name, post, charges, counts, visits, receptions, targetsUnder }) => ({
      ...{ name, post, counts, visits, receptions, targetsUnder },
      charges: charges.map(({ name: place, kind, days, decisionNumber }) => ({
        ...{ name: place, days, decisionNumber, isMain: kind === 'main' },
      })),
    })),
    heads: heads.map(({ organizationName, daysWithout, tasks, receptions, targets }) => ({
      ...{ name: organizationName, daysWithout, tasks, receptions, targets },
    })),
    generatedAt: new Date().toISOString(),
  })
  return asDownload({ fileName: `${fileWord(`Theo dõi trách nhiệm ${year}`)}.docx`, contentType: wordType, bytes })
}
