import { recordListRead } from '@nq15/db/members/list-trail.read'
import { listMembers } from '@nq15/db/members/member-list.read'
import { reachableOf } from '@nq15/db/organizations/branch.read'
import { searchOrganizations } from '@nq15/db/organizations/tree.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { memberWords } from '../members/member-words.server.ts'
import { hideNames, nameSightOf } from '../members/name-sight.server.ts'
import { appResources } from '../server/database.server.ts'
import { anyScope, findScope, requireSignedIn } from '../server/session.server.ts'
import { readAsOf } from '../ui/as-of.ts'
import { organizationWords } from './organization-words.server.ts'

const shownAtMost = 30

/** Organizations and members that a person may see and that match what he typed, without diacritics. */
export async function searchLoader(args: LoaderFunctionArgs) {
  const person = await requireSignedIn(args)
  const { searchParams } = new URL(args.request.url)
  const { day } = readAsOf(searchParams, todayInHanoi(new Date()))
  const q = (searchParams.get('q') ?? '').normalize('NFC').trim().slice(0, 200)
  const treeScope = findScope(person, 'organization:read')
  const memberScope = findScope(person, 'member:read')
  const scope = treeScope ?? memberScope ?? anyScope(person)
  const rights = { organizations: treeScope !== null, members: memberScope !== null }
  const nothing = { q, day, rights, organizations: [], members: [], membersTotal: 0, sight: null }
  if (!scope || q === '') return nothing
  const words = organizationWords(args.request)
  const memberSays = memberWords(args.request)
  return appResources().db.asReader(scope, async (tx) => {
    const matching = treeScope ? await searchOrganizations(tx, treeScope, { text: q, day, limit: shownAtMost * 6 }) : []
    const mine = treeScope
      ? await reachableOf(
          tx,
          treeScope,
          matching.map(({ organizationId }) => organizationId),
        )
      : new Set<string>()
    const sight = memberScope ? await nameSightOf(tx, memberScope) : null
    const page = memberScope
      ? await listMembers(tx, memberScope, {
          day,
          organizationId: null,
          status: null,
          text: q,
          ...(sight?.namedBelow ? { namedBelow: sight.namedBelow } : {}),
          offset: 0,
          limit: shownAtMost,
        })
      : { rows: [], total: 0 }
    if (memberScope && page.rows.length > 0) await recordListRead(tx, memberScope, null)
    const shown =
      memberScope && sight
        ? await hideNames(tx, memberScope, { sight: sight.sight, rows: page.rows })
        : { rows: [], sight: null }
    return {
      ...nothing,
      organizations: matching
        .filter(({ organizationId }) => mine.has(organizationId))
        .slice(0, shownAtMost)
        .map(({ organizationId, code, name, kind, parentName }) => ({
          organizationId,
          code,
          name,
          kindLabel: words.kind(kind),
          parentName,
        })),
      sight: shown.sight,
      members: shown.rows.map(({ memberId, fullName, cardNumber, cellName, status }) => ({
        memberId,
        fullName,
        cardNumber,
        cellName,
        statusLabel: memberSays.status(status),
      })),
      membersTotal: page.total,
    }
  })
}
