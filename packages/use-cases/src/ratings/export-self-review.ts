import type { Database } from '@nq15/db/client'
import { findOrganization } from '@nq15/db/organizations/organization.read'
import { findCampaign } from '@nq15/db/ratings/campaign.read'
import { findBirthDay, findCase, readReviewText } from '@nq15/db/ratings/case.read'
import type { Scope } from '@nq15/db/scope'
import { selfReview } from '@nq15/documents/ratings'
import { todayInHanoi } from '@nq15/domain/calendar'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { definedFields } from './defined-fields.ts'
import {
  committeeName,
  fileWord,
  groupOfSubject,
  type PaperFile,
  paperOutcome,
  paperPoints,
  placeOf,
  wordType,
} from './paper-words.ts'

export type ExportSelfReviewRefusal = { readonly code: 'NOT_FOUND' | 'NOT_RATED' }

/**
 * A member's self-review in the form of his kind (2A, 2B, 2C) as a Word file: his own (`rating:self`), or one of the cell or
 * the committee (`rating:work`, `rating:board`), whose read is written into the trail. What is not written is left for the pen.
 */
export async function exportSelfReview(
  db: Database,
  scope: Scope,
  { caseId, now }: { caseId: string; now: Date },
): Promise<Result<PaperFile, ExportSelfReviewRefusal>> {
  if (!['rating:self', 'rating:work', 'rating:board'].includes(scope.permission)) return refuse({ code: 'NOT_FOUND' })
  const day = todayInHanoi(now)
  const read = await db.asReader(scope, async (tx) => {
    const row = await findCase(tx, scope, caseId)
    const campaign = row && (await findCampaign(tx, scope, row.campaignId))
    const cell = row && (await findOrganization(tx, scope, { organizationId: row.organizationId, day }))
    if (!row || !campaign || !cell) return null
    return {
      ...{ row, campaign, cell },
      committee: await findOrganization(tx, scope, { organizationId: row.committeeId, day }),
      text: (await readReviewText(tx, scope, caseId)) ?? '',
      bornOn: await findBirthDay(tx, scope, row),
    }
  })
  if (!read) return refuse({ code: 'NOT_FOUND' })
  const { row, campaign, cell, committee, text, bornOn } = read
  if (row.notRatedReason) return refuse({ code: 'NOT_RATED' })
  const superior = cell.parentName ?? committee?.name ?? ''
  const level = paperOutcome(row.assessment?.selfLevel)
  const bytes = await selfReview({
    head: {
      superior: committeeName(superior),
      issuer: cell.name,
      place: placeOf(committee?.name ?? superior, committee?.parentName ?? null),
      day,
    },
    form: groupOfSubject(row.subject),
    year: campaign.year,
    name: row.fullName,
    cell: cell.name,
    ...sectionsOf(text),
    ...definedFields({
      bornOn: bornOn ?? undefined,
      partyPost: row.postTitle ?? undefined,
      generalPoints: paperPoints(row.assessment?.generalPoints),
      resultPoints: paperPoints(row.assessment?.resultPoints),
      selfProposed: level === 'not-rated' ? undefined : level,
    }),
    generatedAt: now.toISOString(),
  })
  const fileName = `${fileWord(`Bản kiểm điểm ${campaign.year} ${row.fullName}`)}.docx`
  return ok({ fileName, contentType: wordType, bytes })
}

/** The sections of the form by the words their headings begin with (form 2A, 2B, 2C of 43-HD/BTCTW). */
const headings = {
  strengths: /^ưu điểm/iu,
  limitations: /^hạn chế/iu,
  remedied: /^(?:kết quả )?khắc phục/iu,
  explained: /^giải trình/iu,
  responsibility: /^trách nhiệm/iu,
  direction: /^phương hướng/iu,
} as const
type Section = keyof typeof headings

/**
 * Puts the lines of a self-review under the form's sections: a numbered line that names a section opens it, and what stands
 * before any heading is the first one's.
 */
export function sectionsOf(text: string): Partial<Record<Section, string>> {
  const lines: Record<string, string[]> = {}
  let current: Section = 'strengths'
  for (const line of text.split('\n')) {
    const [, title] = /^\s*(?:[IVX]+|\d+)[.)]\s*(.+)$/u.exec(line) ?? []
    const opened = title && (Object.keys(headings) as Section[]).find((section) => headings[section].test(title))
    if (opened) current = opened
    else lines[current] = [...(lines[current] ?? []), line]
  }
  return Object.fromEntries(Object.entries(lines).map(([section, own]) => [section, own.join('\n').trim()]))
}
