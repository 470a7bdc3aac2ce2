import type { Database } from '@nq15/db/client'
import { findCampaignOfYear } from '@nq15/db/ratings/campaign.read'
import type { Scope } from '@nq15/db/scope'
import type { Permission } from '@nq15/domain/access'
import type { Result } from '@nq15/domain/shared'
import { exportBallots } from '@nq15/use-cases/ratings/export-ballots'
import { exportSelfReview } from '@nq15/use-cases/ratings/export-self-review'
import { exportTallyRecord } from '@nq15/use-cases/ratings/export-tally-record'
import type { PaperFile } from '@nq15/use-cases/ratings/paper-words'
import { data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { appResources } from '../server/database.server.ts'
import { asDownload } from '../server/download.server.ts'
import { found, idFrom, yearFrom } from '../server/found.server.ts'
import { findScope, requireAnyPermission } from '../server/session.server.ts'

const cellReaders = ['rating:work', 'rating:tally', 'rating:board'] as const

/** The cell's ballots as a Word file to be copied. */
export async function ballotsLoader(args: LoaderFunctionArgs): Promise<Response> {
  const { organizationId, paper } = await ofCell(args, (db, scope, of) => exportBallots(db, scope, of))
  return paper.ok ? asDownload(paper.value) : backToCell(args, organizationId)
}

/** The cell's count record as a Word file; while it does not add up, the workspace opens and says what is to be mended. */
export async function tallyRecordLoader(args: LoaderFunctionArgs): Promise<Response> {
  const { organizationId, paper } = await ofCell(args, (db, scope, of) => exportTallyRecord(db, scope, of))
  return paper.ok ? asDownload(paper.value) : backToCell(args, organizationId)
}

/** A member's self-review as a Word file: his own, or one of the cell or the committee. */
export async function selfReviewPaperLoader(args: LoaderFunctionArgs): Promise<Response> {
  const permissions = ['rating:self', 'rating:work', 'rating:board'] as const
  const caseId = idFrom(args.params['caseId'])
  const paper = await firstFound(args, permissions, (db, scope) =>
    exportSelfReview(db, scope, { caseId, now: new Date() }),
  )
  if (!paper.ok) throw data(null, { status: 404 })
  return asDownload(paper.value)
}

type OfCell = { readonly campaignId: string; readonly organizationId: string; readonly now: Date }
type Refusal = { readonly code: string }

async function ofCell(
  args: LoaderFunctionArgs,
  write: (db: Database, scope: Scope, of: OfCell) => Promise<Result<PaperFile, Refusal>>,
) {
  const [year, organizationId] = [yearFrom(args.params['year']), idFrom(args.params['cellId'])]
  const paper = await firstFound(args, cellReaders, async (db, scope) => {
    const campaign = found(await db.asReader(scope, (tx) => findCampaignOfYear(tx, scope, year)))
    return write(db, scope, { campaignId: campaign.id, organizationId, now: new Date() })
  })
  return { organizationId, paper }
}

/** The first proof of the person under which the thing is there; 404 when there is none. */
async function firstFound<Answer extends Result<PaperFile, Refusal>>(
  args: LoaderFunctionArgs,
  permissions: readonly Permission[],
  write: (db: Database, scope: Scope) => Promise<Answer>,
): Promise<Answer> {
  const { person } = await requireAnyPermission(args, permissions)
  const { db } = appResources()
  for (const permission of permissions) {
    const scope = findScope(person, permission)
    const answer = scope && (await write(db, scope))
    if (answer && (answer.ok || answer.refusal.code !== 'NOT_FOUND')) return answer
  }
  throw data(null, { status: 404 })
}

const backToCell = ({ params }: LoaderFunctionArgs, cellId: string) =>
  redirect(`/ratings/${yearFrom(params['year'])}/cells/${cellId}?not-printed=1`)
