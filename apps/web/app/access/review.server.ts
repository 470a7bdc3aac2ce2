import { searchOrganizations } from '@nq15/db/organizations/tree.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import {
  explanationTextsEn,
  explanationTextsVi,
  reviewFindingsEn,
  reviewFindingsVi,
  sayReviewFinding,
  separationRulesEn,
  separationRulesVi,
} from '@nq15/domain/access'
import { openEnd, todayInHanoi } from '@nq15/domain/calendar'
import { exportRightsReview, type ReviewFilter } from '@nq15/use-cases/access/export-rights-review'
import { readRightsReview } from '@nq15/use-cases/access/read-rights-review'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { asDownload } from '../server/download.server.ts'
import { found } from '../server/found.server.ts'
import { localeOf } from '../server/sentence.server.ts'
import { type Gate, requirePermission } from '../server/session.server.ts'
import { formatDay } from '../ui/format.ts'
import { rightsTabs } from './rights-tabs.server.ts'

const filters = ['ends-soon', 'closed-account', 'unused', 'emergency', 'duties-overlap'] as const
const filterOf = (text: string | null): ReviewFilter => z.enum(filters).safeParse(text).data ?? null
const pageSize = 100

/** The organization asked for; without one, the only one a role was given at, if there is just one. */
function organizationOf({ scope }: Gate, search: URLSearchParams): string | null {
  const typed = search.get('organization')
  if (typed) return found(z.guid().safeParse(typed).data)
  return scope.organizationIds !== 'everything' && scope.organizationIds.length === 1
    ? (scope.organizationIds[0] ?? null)
    : null
}

/** Who can see what in an organization, with what a reviewer should look at; 404 outside one's own organizations. */
export async function reviewLoader(args: LoaderFunctionArgs) {
  const gate = await requirePermission(args, 'access:review')
  const { person, scope } = gate
  const { searchParams } = new URL(args.request.url)
  const what = (searchParams.get('what') ?? '').normalize('NFC').trim().slice(0, 200)
  const below = searchParams.get('below') === '1'
  const filter = filterOf(searchParams.get('finding'))
  const page = z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000)
    .catch(1)
    .parse(searchParams.get('page') ?? '1')
  const { db } = appResources()
  const base = { tabs: rightsTabs(person), ...{ what, below, filter, page } }
  if (what !== '' && !searchParams.get('organization')) {
    const day = todayInHanoi(new Date())
    const organizations = await db.asReader(scope, async (tx) => {
      const all = await searchOrganizations(tx, scope, { text: what, day })
      const within = await Promise.all(all.map(({ organizationId }) => isWithin(tx, scope, organizationId)))
      return all.filter((_, at) => within[at])
    })
    return { ...base, organizations, review: null }
  }
  const organizationId = organizationOf(gate, searchParams)
  if (organizationId === null) return { ...base, organizations: [], review: null }
  const read = await readRightsReview(db, scope, { organizationId, below })
  const { lines, organization, today } = found(read.ok ? read.value : null)
  const words =
    localeOf(args.request) === 'en'
      ? { findings: reviewFindingsEn, rules: separationRulesEn, sayDay: formatDay }
      : { findings: reviewFindingsVi, rules: separationRulesVi, sayDay: formatDay }
  const texts = localeOf(args.request) === 'en' ? explanationTextsEn : explanationTextsVi
  const has = (code: string) => lines.filter(({ findings }) => findings.some((one) => one.code === code)).length
  const chosen = lines.filter(({ findings }) => filter === null || findings.some(({ code }) => code === filter))
  return {
    ...base,
    organizations: [],
    review: {
      ...{ organization, today, total: chosen.length, all: lines.length },
      pages: Math.max(1, Math.ceil(chosen.length / pageSize)),
      accounts: new Set(lines.map(({ grant }) => grant.userId)).size,
      counts: filters.map((code) => ({ code, count: has(code) })),
      rows: chosen.slice((page - 1) * pageSize, page * pageSize).map(({ grant, reads, findings }) => ({
        grantId: grant.grantId,
        userId: grant.userId,
        name: grant.name,
        username: grant.username,
        roleLabel: texts.roles[grant.role] ?? grant.role,
        organizationName: grant.organizationName,
        reaches: grant.reaches,
        validFrom: grant.validFrom,
        lastDay: grant.validTo === openEnd ? null : grant.validTo,
        grantedByName: grant.grantedByName,
        lastUsedOn: grant.lastUsedOn,
        reads,
        findings: findings.map((finding) => ({ code: finding.code, text: sayReviewFinding(finding, words) })),
      })),
    },
  }
}

/** The Excel of the same review. */
export async function reviewWorkbookLoader(args: LoaderFunctionArgs): Promise<Response> {
  const gate = await requirePermission(args, 'access:review')
  const { searchParams } = new URL(args.request.url)
  const asked = {
    organizationId: found(organizationOf(gate, searchParams)),
    below: searchParams.get('below') === '1',
    filter: filterOf(searchParams.get('finding')),
    now: new Date(),
  }
  const workbook = await exportRightsReview(appResources().db, gate.scope, asked)
  return asDownload(found(workbook.ok ? workbook.value : null))
}
