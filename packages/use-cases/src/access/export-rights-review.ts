import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { writeTrail } from '@nq15/db/access/trail.write'
import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { type RightsReviewLine, writeRightsReview } from '@nq15/documents/access'
import { noRules } from '@nq15/documents/reports'
import {
  explanationTextsVi,
  type ReviewFinding,
  reviewFindingsVi,
  sayReviewFinding,
  separationRulesVi,
} from '@nq15/domain/access'
import { openEnd } from '@nq15/domain/calendar'
import { ok, type Result } from '@nq15/domain/shared'
import { type RightsReview, readRightsReview } from './read-rights-review.ts'

/** Which lines of a review: those of one finding, or all. */
export type ReviewFilter = ReviewFinding['code'] | null

/** A finished workbook with its count and the hash of its rows. */
export type ReviewWorkbook = {
  readonly fileName: string
  readonly contentType: string
  readonly bytes: Buffer
  readonly count: number
  readonly hash: string
}

type Asked = {
  readonly organizationId: string
  readonly below: boolean
  readonly filter: ReviewFilter
  readonly now: Date
}

const sayDay = (day: string) => day.split('-').reverse().join('/')

/** The Excel of a rights review, with its filter, scope, time, count and hash; written into the trail. */
export async function exportRightsReview(
  db: Database,
  scope: Scope,
  { organizationId, below, filter, now }: Asked,
): Promise<Result<ReviewWorkbook, { readonly code: 'unknown-organization' }>> {
  const review = await readRightsReview(db, scope, { organizationId, below })
  if (!review.ok) return review
  const { organization, today, lines } = review.value
  const chosen = lines.filter(({ findings }) => filter === null || findings.some(({ code }) => code === filter))
  const target = new PassThrough()
  const bytes = buffer(target)
  const finding = filter === null ? 'Tất cả' : reviewFindingsVi[filter].replace(/[:]? ?(?:ngày )?\{\w+\}/u, '')
  const written = await writeRightsReview(
    chosen.map(toLine),
    {
      title: `Rà soát quyền xem: ${organization.name}`,
      filter: `${finding}; ${below ? 'kể cả quyền giao trong các tổ chức đảng trực thuộc' : 'chỉ quyền xem được chính tổ chức này'}`,
      scope: `${organization.name} (${organization.code})`,
      asOf: today,
      generatedAt: now.toISOString(),
      generatedBy: scope.actor.name,
      rules: noRules,
    },
    target,
  )
  await db.asActor(scope, (tx) =>
    writeTrail(tx, {
      ...{ action: 'export', recordTable: 'access_grant', recordId: null, organizationId },
      detail: { export: 'rights-review', count: written.count, hash: written.hash },
    }),
  )
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  const fileName = `Ra soat quyen ${organization.code} ${today}.xlsx`
  return ok({ fileName, contentType: type, bytes: await bytes, ...written })
}

function toLine({ grant, reads, findings }: RightsReview['lines'][number]): RightsReviewLine {
  const words = { findings: reviewFindingsVi, rules: separationRulesVi, sayDay }
  return {
    account: grant.name,
    username: grant.username,
    role: explanationTextsVi.roles[grant.role] ?? grant.role,
    via: grant.organizationName ?? '',
    standing: grant.reaches ? 'Xem được' : 'Ở bên dưới',
    reads: reads.map((kind) => explanationTextsVi.classes[kind].name).join(', ') || 'Không nội dung nào',
    validFrom: grant.validFrom,
    ...(grant.validTo === openEnd ? {} : { validTo: grant.validTo }),
    ...(grant.grantedByName === null ? {} : { grantedBy: grant.grantedByName }),
    ...(grant.reason === null ? {} : { reason: grant.reason }),
    ...(grant.lastUsedOn === null ? {} : { lastUsedOn: grant.lastUsedOn }),
    findings: findings.map((finding) => sayReviewFinding(finding, words)).join('; '),
  }
}
