import {
  countOpenFindings,
  findLastIntegrityRun,
  listOpenAccountFindings,
  listOpenFindings,
  type OpenFinding,
} from '@nq15/db/organizations/integrity.read'
import { integrityCodes, integrityWeight } from '@nq15/domain/organizations'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { appResources } from '../server/database.server.ts'
import { findScope, requireAnyPermission } from '../server/session.server.ts'
import { areaWords } from './area-words.server.ts'

const shownAtMost = 200

/** What the nightly check found: organizations, members and areas for who arranges them, accounts for their administrators. */
export async function integrityLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requireAnyPermission(args, ['organization:write', 'account:admin'])
  const tree = findScope(person, 'organization:write')
  const accounts = findScope(person, 'account:admin')
  const asked = new URL(args.request.url).searchParams.get('code')
  const code = integrityCodes.find((one) => one === asked) ?? null
  const words = areaWords(args.request)
  const toRow = ({ code: what, recordTable, recordId, organizationId, label, detail, firstSeenAt }: OpenFinding) => ({
    code: what,
    sentence: words.finding(what),
    weight: integrityWeight(what),
    label,
    firstSeenAt: firstSeenAt.toISOString(),
    key: `${what} ${recordId}`,
    to:
      recordTable === 'area' || recordTable === 'neighbourhood'
        ? `/areas/${String(detail['areaCode'] ?? '')}`
        : recordTable === 'member'
          ? `/members/${recordId}`
          : organizationId === null
            ? null
            : `/organizations/${organizationId}`,
  })
  return appResources().db.asReader(scope, async (tx) => {
    const run = await findLastIntegrityRun(tx, scope)
    const counts = tree ? await countOpenFindings(tx, tree) : []
    const rows = tree ? await listOpenFindings(tx, tree, { code, limit: shownAtMost }) : []
    const ofAccounts = accounts ? await listOpenAccountFindings(tx, accounts, shownAtMost) : []
    return {
      run: run && { ...run, at: run.at.toISOString() },
      seesTree: tree !== null,
      seesAccounts: accounts !== null,
      counts: counts.map((one) => ({ ...one, label: words.finding(one.code) })),
      total: counts.reduce((sum, { count }) => sum + count, 0),
      code,
      // What must be mended stands above what only must be known.
      rows: rows.map(toRow).toSorted((one, other) => one.weight.localeCompare(other.weight)),
      accounts: ofAccounts.map(toRow),
    }
  })
}
