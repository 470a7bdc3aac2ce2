import { type LegalDay, ok, type Result, refuse } from '../shared/index.ts'
import { type OrganizationVersion, type OrgType, orgTypes } from './schema.ts'

/** One organization as it stood on the day, in the order of the tree; `depth` 0 is the root asked for. */
export type TreeRow = {
  readonly organizationId: string
  readonly code: string
  readonly name: string
  readonly kind: OrgType
  readonly sector: OrganizationVersion['sector']
  readonly parentId: string | null
  readonly parentCode: string | null
  readonly areaCode: string | null
  readonly depth: number
  readonly from: LegalDay
  readonly to: LegalDay
}

/** A tree on one day: parents before children, siblings by code; totals of every kind that occurs. */
export type TreeAsOf = {
  readonly asOf: LegalDay
  readonly root: string | null
  readonly organizations: readonly TreeRow[]
  readonly totals: Readonly<Partial<Record<OrgType, number>>>
}

/** No organization carries this code on this day. */
export type UnknownOnDay = { readonly code: 'UNKNOWN_ORGANIZATION'; readonly wanted: string; readonly day: LegalDay }

const byCode = (left: OrganizationVersion, right: OrganizationVersion) => (left.code < right.code ? -1 : 1)

/**
 * The tree of one side as it stood on a day, whole or below the organization that carries `rootCode` on that day.
 * An organization whose parent is outside the given rows stands as a root, so that a reader with a narrow scope still
 * sees what is his. Refuses UNKNOWN_ORGANIZATION.
 */
export function treeAsOf(
  versions: readonly OrganizationVersion[],
  day: LegalDay,
  rootCode: string | null = null,
): Result<TreeAsOf, UnknownOnDay> {
  const alive = versions.filter(({ validFrom, validTo }) => validFrom <= day && day < validTo)
  const known = new Map(alive.map((version) => [version.organizationId, version]))
  const children = new Map<string, OrganizationVersion[]>()
  const tops: OrganizationVersion[] = []
  for (const version of alive) {
    if (version.parentId === null || !known.has(version.parentId)) tops.push(version)
    else children.set(version.parentId, [...(children.get(version.parentId) ?? []), version])
  }
  const roots = rootCode === null ? tops : alive.filter(({ code }) => code === rootCode)
  if (rootCode !== null && roots.length === 0) return refuse({ code: 'UNKNOWN_ORGANIZATION', wanted: rootCode, day })

  const organizations: TreeRow[] = []
  const totals: Partial<Record<OrgType, number>> = {}
  const visit = (version: OrganizationVersion, depth: number) => {
    const { organizationId, code, name, kind, sector, parentId, areaCode, validFrom, validTo } = version
    const parentCode = parentId === null ? null : (known.get(parentId)?.code ?? null)
    const place = { organizationId, code, name, kind, sector, parentId, parentCode, areaCode, depth }
    organizations.push({ ...place, from: validFrom, to: validTo })
    totals[kind] = (totals[kind] ?? 0) + 1
    for (const child of (children.get(organizationId) ?? []).sort(byCode)) visit(child, depth + 1)
  }
  for (const root of roots.sort(byCode)) visit(root, 0)
  if (rootCode === null && organizations.length !== alive.length) throw new Error(`the tree of ${day} has a cycle`)
  const ordered = Object.fromEntries(orgTypes.flatMap((kind) => (totals[kind] ? [[kind, totals[kind]]] : [])))
  return ok({ asOf: day, root: rootCode, organizations, totals: ordered })
}
