import { todayInHanoi } from '@nq15/domain/calendar'
import {
  isOverNought,
  type ReviewTableCode,
  type ReviewValues,
  reviewCommentSchema,
  reviewHead,
  reviewHeads,
  reviewSections,
  reviewTables,
  reviewWordsSchema,
  sayReviewFinding,
  sayTargetLack,
  sayTargetResults,
  signReviewSchema,
  targetPlanWords,
  targetStandingWords,
} from '@nq15/domain/reports'
import { exportReview } from '@nq15/use-cases/reports/export-review'
import { commentReview, settleComment, signReview, writeReviewWords } from '@nq15/use-cases/reports/keep-review'
import { readReview } from '@nq15/use-cases/reports/read-review'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { webEnv } from '../env.server.ts'
import { appResources } from '../server/database.server.ts'
import { asDownload } from '../server/download.server.ts'
import { found, idFrom } from '../server/found.server.ts'
import { localeOf } from '../server/sentence.server.ts'
import { findScope, requirePermission } from '../server/session.server.ts'
import { formatDay } from '../ui/format.ts'
import { notTaken, typedIn } from './reviews.server.ts'

/** One report: what does not add up, tables, what came from elsewhere, words and remarks, and who signed. */
export async function reviewLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requirePermission(args, 'report:read')
  const locale = localeOf(args.request)
  const page = found(await readReview(appResources().db, scope, idFrom(args.params['reportId'])))
  const { report, signature, standing, comments } = page
  const { content, words } = report
  const followed = content.resolutionTargets ?? []
  const isOpen = signature === null && report.isLatest
  const { userId } = person.actor
  return {
    ...{ reportId: report.reportId, edition: report.edition, version: report.version, cutOff: content.cutOff },
    ...{ name: content.organization.name, firstYear: content.firstYear, lastYear: content.lastYear },
    ...{ preparedByName: report.preparedByName, isLatest: report.isLatest },
    findings: [
      ...content.findings.map((finding) => ({ weight: finding.weight, said: sayReviewFinding(finding, locale) })),
      ...followed.flatMap(({ wording, lacks }) =>
        lacks.map((lack) => ({ weight: 'WARN' as const, said: sayTargetLack(wording, lack, locale) })),
      ),
    ],
    followed: followed.map(({ targetId, wording, unit, bound, wanted, dueYear, plan, standing, tasks, ...target }) => ({
      ...{ targetId, wording, unit, bound, wanted, dueYear, tasks, standing },
      ...{ source: `${targetPlanWords[plan][locale]}: ${target.source}`, results: sayTargetResults(target, formatDay) },
      ...{ path: target.years.at(-1)?.path ?? null, standingWord: targetStandingWords[standing][locale] },
    })),
    tables: content.tables.map(({ code, lines, total, years, reported }) => ({
      ...{ code, title: reviewTables[code].title[locale], source: reviewTables[code].source[locale] },
      owed: reviewTables[code].owed?.[locale] ?? null,
      columns: reviewTables[code].columns.map(({ key, head }) => ({ key, head: head[locale] })),
      rows: [
        ...lines.map(({ key, name, values }) => ({ key, kind: 'line' as const, name, values: shownIn(code, values) })),
        { key: 'total', kind: 'total' as const, name: '', values: shownIn(code, total) },
        ...(years.length > 1
          ? years.map(({ year, values }) => ({
              key: `y${year}`,
              kind: 'year' as const,
              name: String(year),
              values: shownIn(code, values),
            }))
          : []),
      ],
      reported: reported.map(({ figureId, unit, year, source, cutOff, values, counted, conflicts }) => ({
        ...{ figureId, unit, year, source, cutOff },
        figures: Object.entries(values).map(([key, value]) => ({
          ...{ key, head: reviewHead(code, key)[locale], value, counted: counted[key] ?? null },
          isConflict: conflicts.includes(key),
        })),
      })),
    })),
    reform: content.reform,
    measures: content.measures,
    targets: content.targets.map((target) => ({ ...target, head: reviewHead(target.table, target.column)[locale] })),
    sections: reviewSections.map((section) => ({
      ...{ section, head: reviewHeads[section][locale], words: words[section] ?? '' },
      points: content.narrative.find((one) => one.section === section)?.points ?? [],
    })),
    comments: comments.map(({ writtenAt, settledAt, userId: author, section, ...row }) => ({
      ...row,
      ...{ section, head: reviewSections.includes(section as never) ? reviewHeads[section as never]['vi'] : '' },
      ...{ writtenOn: todayInHanoi(writtenAt), isSettled: settledAt !== null },
      maySettle: author === userId && settledAt === null && signature === null,
    })),
    signature: signature && {
      ...{ signerName: signature.signerName, signerTitle: signature.signerTitle, hash: signature.contentHash },
      ...{ signedOn: todayInHanoi(signature.signedAt), isStanding: signature.isStanding, reason: signature.reason },
    },
    standing: standing && {
      ...{ signerName: standing.signerName, signedOn: todayInHanoi(standing.signedAt) },
      changes: standing.changes.slice(0, 100).map(({ table, name, column, was, is }) => ({
        ...{ table, name, was, is, head: reviewHead(table as 'T1', column)[locale] },
      })),
    },
    mayWrite: isOpen && findScope(person, 'report:write') !== null,
    mayComment: isOpen,
    maySign: isOpen && findScope(person, 'report:sign') !== null && report.preparedBy !== userId,
    isOwn: report.preparedBy === userId,
    signerName: person.actor.name,
    requestId: crypto.randomUUID(),
  }
}

const frame = z.object({ requestId: z.uuid(), version: z.coerce.number().int().min(1) })

/** Words of a section, a remark, its settling, or the signature. */
export async function reviewAction(args: ActionFunctionArgs) {
  const { person, scope: read } = await requirePermission(args, 'report:read')
  const reportId = idFrom(args.params['reportId'])
  const { db } = appResources()
  found(await readReview(db, read, reportId))
  const typed = typedIn(await args.request.formData())
  const framed = frame.safeParse(typed)
  if (!framed.success) return notTaken('BAD_INPUT', typed)
  const { requestId, version } = framed.data
  const now = new Date()
  const done = (what: string) => redirect(`/reports/reviews/${reportId}?done=${what}`)
  switch (typed['act']) {
    case 'words': {
      const write = findScope(person, 'report:write')
      if (!write) throw data(null, { status: 403 })
      const form = reviewWordsSchema.safeParse(typed)
      if (!form.success) return notTaken('BAD_INPUT', typed, { wrong: ['words'] })
      const kept = await writeReviewWords(db, write, { requestId, reportId, version, ...form.data })
      return kept.ok ? done('words') : notTaken(kept.refusal.code, typed)
    }
    case 'comment': {
      const form = reviewCommentSchema.safeParse(typed)
      if (!form.success) return notTaken('BAD_INPUT', typed, { wrong: ['comment'] })
      const kept = await commentReview(db, read, { requestId, reportId, ...form.data, now })
      return kept.ok ? done('comment') : notTaken(kept.refusal.code, typed)
    }
    case 'settle': {
      const settled = await settleComment(db, read, { requestId, commentId: typed['commentId'] ?? '', now })
      return settled.ok ? done('settle') : notTaken(settled.refusal.code, typed)
    }
    case 'sign': {
      const sign = findScope(person, 'report:sign')
      if (!sign) throw data(null, { status: 403 })
      const form = signReviewSchema.safeParse({ ...typed, reason: typed['reason'] ?? '' })
      if (!form.success) {
        return notTaken('BAD_INPUT', typed, { wrong: form.error.issues.map(({ path }) => String(path[0] ?? '')) })
      }
      const signed = await signReview(db, sign, { ...form.data, requestId, reportId, now })
      if (signed.ok) return done('sign')
      const { refusal } = signed
      const locale = localeOf(args.request)
      const said = 'findings' in refusal ? refusal.findings.map((one) => sayReviewFinding(one, locale)) : []
      return notTaken(refusal.code, typed, { said })
    }
    default:
      return notTaken('BAD_INPUT', typed)
  }
}

/** The report as a file; open data of a signed one. */
export async function reviewFileLoader(args: LoaderFunctionArgs): Promise<Response> {
  const { scope } = await requirePermission(args, 'report:read')
  const format = z.enum(['docx', 'xlsx', 'zip', 'json']).safeParse(new URL(args.request.url).searchParams.get('format'))
  if (!format.success) throw data(null, { status: 404 })
  const reportId = idFrom(args.params['reportId'])
  const isOpen = format.data === 'zip' || format.data === 'json'
  const licence = isOpen ? webEnv().openDataLicence : ''
  const asked = { reportId, format: format.data, licence, now: new Date() }
  return asDownload(found(await exportReview(appResources().db, scope, asked)))
}

/** The values of a row, a share of nothing as such. */
const shownIn = (code: ReviewTableCode, values: ReviewValues) =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, isOverNought(code, key, values) ? ('nought' as const) : value]),
  )
