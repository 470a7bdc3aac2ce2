import { listBreakGlasses } from '@nq15/db/access/break-glass.read'
import { listReadersOfOrganization, listReadersOfOwnFile, type ReaderRow } from '@nq15/db/access/readers.read'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { explanationTextsEn, explanationTextsVi } from '@nq15/domain/access'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { found, idFrom } from '../server/found.server.ts'
import { localeOf } from '../server/sentence.server.ts'
import { anyScope, requirePermission, requireSignedIn } from '../server/session.server.ts'

const pageSize = 50

/** Reads before the moment in the address, or up to now; one more than a page tells whether older ones follow. */
const pageOf = (request: Request) => {
  const typed = z.iso.datetime().safeParse(new URL(request.url).searchParams.get('before'))
  return { before: typed.success ? new Date(typed.data) : new Date(Date.now() + 1000), limit: pageSize + 1 }
}

function shown(rows: readonly ReaderRow[], request: Request) {
  const { roles: labels } = localeOf(request) === 'en' ? explanationTextsEn : explanationTextsVi
  const labelOf = new Map<string, string>(Object.entries(labels))
  const page = rows.slice(0, pageSize)
  const older = rows.length > pageSize ? (page.at(-1)?.at.toISOString() ?? null) : null
  return {
    rows: page.map(({ at, roles, ...row }) => ({
      ...row,
      at: at.toISOString(),
      roles: (roles ?? []).map((role) => labelOf.get(role) ?? role).join(', '),
    })),
    older,
  }
}

/** Who read one's own member's file; nothing of anybody else's. */
export async function ownReadersLoader(args: LoaderFunctionArgs) {
  const person = await requireSignedIn(args)
  const scope = anyScope(person)
  if (!scope || person.account.memberId === null) return { hasFile: false, rows: [], older: null }
  const rows = await appResources().db.asReader(scope, (tx) => listReadersOfOwnFile(tx, scope, pageOf(args.request)))
  return { hasFile: true, ...shown(rows, args.request) }
}

/** Who read the files of an organization and what is below it, and who opened it in an emergency. */
export async function organizationReadersLoader(args: LoaderFunctionArgs) {
  const { scope } = await requirePermission(args, 'access:readers')
  const organizationId = idFrom(args.params['organizationId'])
  const onlyOutside = new URL(args.request.url).searchParams.get('from') !== 'all'
  return appResources().db.asReader(scope, async (tx) => {
    const asked = { organizationId, onlyOutside, ...pageOf(args.request) }
    const rows = found(await listReadersOfOrganization(tx, scope, asked))
    const names = await nameOrganizations(tx, scope, [organizationId])
    const openings = await listBreakGlasses(tx, scope, { organizationId, limit: 20 })
    return {
      organizationId,
      name: names.get(organizationId) ?? organizationId,
      onlyOutside,
      ...shown(rows, args.request),
      openings: openings.map(({ openedAt, until, reviewedAt: _, ...opening }) => ({
        ...opening,
        openedAt: openedAt.toISOString(),
        until: until.toISOString(),
      })),
    }
  })
}
