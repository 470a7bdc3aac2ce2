import { recordListRead } from '@nq15/db/members/list-trail.read'
import { listMembers } from '@nq15/db/members/member-list.read'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import { memberStatuses } from '@nq15/domain/members'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { found } from '../server/found.server.ts'
import { requirePermission } from '../server/session.server.ts'
import { readAsOf } from '../ui/as-of.ts'
import { memberWords } from './member-words.server.ts'
import { hideNames, nameSightOf } from './name-sight.server.ts'

const pageSize = 100
/** More cells than a person picks from in a list; a city has 17,000, which would be four megabytes of page. */
const cellsToPick = 300
const asked = {
  status: z.enum(memberStatuses).nullable().catch(null),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
}

/** One page of the members of a person's scope on a day, with the counts of its filters. An organization outside is a 404. */
export async function membersLoader(args: LoaderFunctionArgs) {
  const { scope } = await requirePermission(args, 'member:read')
  const { searchParams } = new URL(args.request.url)
  const today = todayInHanoi(new Date())
  const { day } = readAsOf(searchParams, today)
  const organizationId = searchParams.get('in') || null
  const q = (searchParams.get('q') ?? '').normalize('NFC').trim().slice(0, 200)
  const status = asked.status.parse(searchParams.get('status'))
  const page = asked.page.parse(searchParams.get('page') ?? '1')
  const words = memberWords(args.request)
  return appResources().db.asReader(scope, async (tx) => {
    if (organizationId !== null) found((await isWithin(tx, scope, organizationId)) || null)
    const { sight, ...below } = await nameSightOf(tx, scope)
    const query = { day, organizationId, text: q, ...below }
    const list = await listMembers(tx, scope, { ...query, status, offset: (page - 1) * pageSize, limit: pageSize })
    if (list.rows.length > 0) await recordListRead(tx, scope, organizationId)
    const shown = await hideNames(tx, scope, { sight, rows: list.rows })
    // The choice of cells stays whole while one of them is chosen.
    const cells =
      organizationId === null
        ? list.byCell
        : (await listMembers(tx, scope, { ...query, organizationId: null, status, offset: 0, limit: 0 })).byCell
    const names = organizationId === null ? null : await nameOrganizations(tx, scope, [organizationId])
    const ended = new Set<string>(['transferred-out', 'struck-off', 'expelled', 'deceased'])
    return {
      day,
      today,
      q,
      page,
      pages: Math.max(1, Math.ceil(list.total / pageSize)),
      total: list.total,
      organization:
        organizationId === null ? null : { organizationId, name: names?.get(organizationId) ?? organizationId },
      cells: cells.length > cellsToPick ? [] : cells,
      cellsUnlisted: cells.length > cellsToPick ? cells.length : 0,
      present: memberStatuses.reduce((sum, one) => sum + (ended.has(one) ? 0 : (list.byStatus[one] ?? 0)), 0),
      statuses: memberStatuses.flatMap((one) => {
        const count = list.byStatus[one] ?? 0
        return count > 0 ? [{ value: one, label: words.status(one), count }] : []
      }),
      sight: shown.sight,
      rows: shown.rows.map(({ kind, status: standing, ...row }) => ({
        ...row,
        status: standing,
        kindLabel: words.kind(kind),
        isProbationary: kind === 'probationary',
        statusLabel: words.status(standing),
      })),
    }
  })
}
