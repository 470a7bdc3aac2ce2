import type { Tx } from '@nq15/db/client'
import { type BranchNode, countBelow, listBranch, listGranted, reachableOf } from '@nq15/db/organizations/branch.read'
import { searchOrganizations } from '@nq15/db/organizations/tree.read'
import { isWithinOrAbove } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { orgTypes, type Side, sides } from '@nq15/domain/organizations'
import type { LegalDay } from '@nq15/domain/shared'
import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { appResources } from '../server/database.server.ts'
import { idFrom } from '../server/found.server.ts'
import { findScope, requirePermission } from '../server/session.server.ts'
import { readAsOf } from '../ui/as-of.ts'
import { organizationWords } from './organization-words.server.ts'

/** One organization of the tree with its words, as the page draws it. */
export type TreeNode = Omit<BranchNode, 'sector'> & { readonly kindLabel: string; readonly sectorLabel: string | null }

const foundAtMost = 60

/** The tree as of a day with the levels a reader opens first, or what a search finds in it. */
export async function treeLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requirePermission(args, 'organization:read')
  const { searchParams } = new URL(args.request.url)
  const today = todayInHanoi(new Date())
  const { day } = readAsOf(searchParams, today)
  const q = (searchParams.get('q') ?? '').normalize('NFC').trim().slice(0, 200)
  const side = sides.find((one) => one === searchParams.get('side')) ?? 'party'
  const words = organizationWords(args.request)
  const toNode = nodeWith(words)
  return appResources().db.asReader(scope, async (tx) => {
    const roots = await listBranch(tx, scope, { parentId: null, day, side })
    const opened = q === '' ? await openFirst(tx, scope, { roots, day }) : []
    const counts = await totalsOf(tx, scope, { roots, day, side })
    const found = q === '' ? [] : await searchOrganizations(tx, scope, { text: q, day, limit: foundAtMost * 4, side })
    const mine = await reachableOf(
      tx,
      scope,
      found.map(({ organizationId }) => organizationId),
    )
    return {
      today,
      day,
      q,
      side,
      maySeeIntegrity: findScope(person, 'organization:write') !== null,
      roots: roots.map(toNode),
      children: opened.map(({ parentId, nodes }) => ({ parentId, nodes: nodes.map(toNode) })),
      totals: orgTypes.flatMap((kind) => {
        const count = counts[kind] ?? 0
        return count > 0 ? [{ kind, label: words.kind(kind), count }] : []
      }),
      found: found
        .filter(({ organizationId }) => mine.has(organizationId))
        .slice(0, foundAtMost)
        .map(({ organizationId, code, name, kind, parentName, parentId }) => ({
          organizationId,
          code,
          name,
          kindLabel: words.kind(kind),
          parentId,
          parentName,
        })),
    }
  })
}

/** The organizations directly below one, asked for when its branch is opened. */
export async function branchLoader(args: LoaderFunctionArgs) {
  const { scope } = await requirePermission(args, 'organization:read')
  const parentId = idFrom(args.params['organizationId'])
  const { day } = readAsOf(new URL(args.request.url).searchParams, todayInHanoi(new Date()))
  const nodes = await appResources().db.asReader(scope, async (tx) =>
    (await isWithinOrAbove(tx, scope, parentId)) ? listBranch(tx, scope, { parentId, day }) : null,
  )
  if (!nodes) throw data(null, { status: 404 })
  return { nodes: nodes.map(nodeWith(organizationWords(args.request))) }
}

const nodeWith =
  (words: ReturnType<typeof organizationWords>) =>
  ({ sector, ...node }: BranchNode): TreeNode => ({
    ...node,
    kindLabel: words.kind(node.kind),
    sectorLabel: words.sector(sector),
  })

/** The way down to what is the reader's own, one level further, and no more than a page reads at once. */
async function openFirst(tx: Tx, scope: Scope, { roots, day }: { roots: readonly BranchNode[]; day: LegalDay }) {
  const opened: { parentId: string; nodes: BranchNode[] }[] = []
  let level: readonly BranchNode[] = roots
  for (let depth = 0; depth < 6 && level.length > 0; depth += 1) {
    const below: BranchNode[] = []
    for (const { organizationId, childCount, isWithin } of level) {
      // A long level stays closed: opening it is one key away.
      if (childCount === 0 || (isWithin && (depth > 0 || level.length > 1) && level.length > 3)) continue
      const nodes = await listBranch(tx, scope, { parentId: organizationId, day })
      opened.push({ parentId: organizationId, nodes })
      if (!isWithin) below.push(...nodes)
    }
    level = below
  }
  return opened
}

/** Counts by kind below the roots that are wholly the reader's, else below what was granted to him. */
async function totalsOf(
  tx: Tx,
  scope: Scope,
  { roots, day, side }: { roots: readonly BranchNode[]; day: LegalDay; side: Side },
) {
  const own = roots.filter(({ isWithin }) => isWithin)
  const tops = own.length > 0 || side !== 'party' ? own : await listGranted(tx, scope)
  const totals: Partial<Record<(typeof orgTypes)[number], number>> = {}
  for (const { organizationId, kind } of tops) {
    totals[kind] = (totals[kind] ?? 0) + 1
    const below = await countBelow(tx, scope, { organizationId, day })
    for (const one of orgTypes) totals[one] = (totals[one] ?? 0) + (below[one] ?? 0)
  }
  return totals
}
