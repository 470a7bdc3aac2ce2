import { listGranted } from '@nq15/db/organizations/branch.read'
import { listRatedYears } from '@nq15/db/reports/figures.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { type TableCode, tableCodes } from '@nq15/domain/reports'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { found, idFrom, yearFrom } from '../server/found.server.ts'
import { type RequestArgs, requirePermission } from '../server/session.server.ts'
import { readAsOf } from '../ui/as-of.ts'

/** What the address of a page of tables asks, with the reader's own level and the newest year where it says nothing. */
export type AskedTables = {
  readonly scope: Scope
  readonly organizationId: string | null
  readonly year: number | null
  readonly asOf: string
  readonly against: number | null
  readonly search: URLSearchParams
  readonly now: Date
}

/** Reads level, year, day and compared year out of the address, for who may read tables. */
export async function askedTables(args: RequestArgs): Promise<AskedTables> {
  const { scope } = await requirePermission(args, 'report:read')
  const search = new URL(args.request.url).searchParams
  const now = new Date()
  const asOf = readAsOf(search, todayInHanoi(now)).day
  const [organization, year, against] = ['organization', 'year', 'against'].map((name) => search.get(name) || null)
  const standing = await appResources().db.asReader(scope, async (tx) => ({
    organization: organization ? null : ((await listGranted(tx, scope))[0]?.organizationId ?? null),
    year: year ? null : ((await listRatedYears(tx, scope))[0]?.year ?? null),
  }))
  return {
    ...{ scope, asOf, search, now },
    organizationId: organization ? idFrom(organization) : standing.organization,
    year: year ? yearFrom(year) : standing.year,
    against: against ? yearFrom(against) : null,
  }
}

/** The same where nothing can be shown without a level and a year: 404 when there is none. */
export async function askedLevel(args: RequestArgs) {
  const asked = await askedTables(args)
  return { ...asked, organizationId: found(asked.organizationId), year: found(asked.year) }
}

/** A table out of the address; another word is a page that is not there. */
export const tableFrom = (text: string | undefined): TableCode =>
  found(z.enum(tableCodes).safeParse(text?.toUpperCase()).data)
