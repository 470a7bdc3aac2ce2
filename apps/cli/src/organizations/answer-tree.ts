import type { Database } from '@nq15/db/client'
import { readLineage } from '@nq15/db/organizations/lineage.read'
import { findOrganization, findOrganizationByCode } from '@nq15/db/organizations/organization.read'
import { listOrganizationsOn } from '@nq15/db/organizations/tree.read'
import type { Scope } from '@nq15/db/scope'
import { openEnd } from '@nq15/domain/calendar'
import { organizationMessagesEn, orgTypeLabelsEn, treeAsOf } from '@nq15/domain/organizations'
import type { LegalDay } from '@nq15/domain/shared'
import { type Answer, columns } from '../answer.ts'

const untilOf = (day: LegalDay) => (day === openEnd ? null : day)

const unknown = (wanted: string, day: LegalDay): Answer => ({
  json: { refused: true, code: 'UNKNOWN_ORGANIZATION', wanted, asOf: day },
  lines: [organizationMessagesEn.refusals.UNKNOWN_ORGANIZATION.replace('{wanted}', wanted).replace('{day}', day)],
  exitCode: 1,
})

/** The tree of the Party as it stood on a day, whole or below the organization that carries a code on that day. */
export async function answerTree(
  db: Database,
  scope: Scope,
  { asOf, root }: { asOf: LegalDay; root: string | null },
): Promise<Answer> {
  const versions = await db.asActor(scope, (tx) => listOrganizationsOn(tx, scope, { day: asOf }))
  const tree = treeAsOf(versions, asOf, root)
  if (!tree.ok) return unknown(tree.refusal.wanted, asOf)
  const { organizations, totals } = tree.value
  return {
    json: {
      asOf,
      root,
      organizations: organizations.map(({ code, name, kind, parentCode, areaCode, from, to }) => ({
        code,
        name,
        kind,
        parentCode,
        areaCode,
        from,
        to: untilOf(to),
      })),
      totals,
    },
    lines: [
      ...organizations.map(({ depth, code, name, from, to }) => {
        const until = untilOf(to)
        return `${'  '.repeat(depth)}${code}  ${name}  (${from} – ${until ?? ''})`
      }),
      '',
      ...Object.entries(totals).map(([kind, count]) => {
        const label = Object.entries(orgTypeLabelsEn).find(([code]) => code === kind)?.[1] ?? kind
        return `${count}  ${label} (${kind})`
      }),
    ],
    exitCode: 0,
  }
}

/** Where the organization that carries a code on a day comes from and what became of it. */
export async function answerLineage(
  db: Database,
  scope: Scope,
  { asOf, code }: { asOf: LegalDay; code: string },
): Promise<Answer> {
  const found = await db.asActor(scope, async (tx) => {
    const named = await findOrganizationByCode(tx, scope, { code, day: asOf })
    const organization =
      named && (await findOrganization(tx, scope, { organizationId: named.organizationId, day: asOf }))
    return organization && { organization, lineage: await readLineage(tx, scope, organization.organizationId) }
  })
  if (!found) return unknown(code, asOf)
  const { organization, lineage } = found
  const shown = (steps: typeof lineage.predecessors) => steps.map(({ organizationId, ...step }) => step)
  const { name, kind, areaCode, from, to } = organization
  const rows = (title: string, steps: typeof lineage.predecessors) => [
    `${title}: ${steps.length}`,
    ...columns(
      steps.map((step) => [
        `  ${step.code}`,
        step.name,
        step.day,
        step.kind,
        `${step.decision.number} [${step.decision.confidence}]`,
        step.inheritsRecords ? 'records pass' : '',
      ]),
    ),
  ]
  return {
    json: {
      asOf,
      organization: { code: organization.code, name, kind, areaCode, from, to: untilOf(to) },
      predecessors: shown(lineage.predecessors),
      successors: shown(lineage.successors),
    },
    lines: [
      `${organization.code}  ${name}  (${from} – ${untilOf(to) ?? ''})`,
      ...rows('predecessors', lineage.predecessors),
      ...rows('successors', lineage.successors),
    ],
    exitCode: 0,
  }
}
