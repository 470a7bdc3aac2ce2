import { findCampaignOfYear } from '@nq15/db/ratings/campaign.read'
import { exportDecisionPaper } from '@nq15/use-cases/ratings/export-decision-paper'
import { exportResults } from '@nq15/use-cases/ratings/export-results'
import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { appResources } from '../server/database.server.ts'
import { asDownload } from '../server/download.server.ts'
import { found, idFrom, yearFrom } from '../server/found.server.ts'
import { requireAnyPermission } from '../server/session.server.ts'

/** The Word file of a committee's decision, for who keeps its board; 404 before it is decided, 409 when a check keeps it back. */
export async function decisionPaperLoader(args: LoaderFunctionArgs): Promise<Response> {
  const { db, scope, of } = await asked(args)
  const paper = await exportDecisionPaper(db, scope, { ...of, now: new Date() })
  if (paper.ok) return asDownload(paper.value)
  const missing = paper.refusal.code === 'NOT_FOUND' || paper.refusal.code === 'NOT_DECIDED'
  args.context.log.warn({ code: paper.refusal.code }, 'a decision paper was not given out')
  throw data(null, { status: missing ? 404 : 409 })
}

/** The Excel of a committee's results, decided or proposed. */
export async function resultsWorkbookLoader(args: LoaderFunctionArgs): Promise<Response> {
  const { db, scope, of } = await asked(args)
  const workbook = await exportResults(db, scope, { ...of, now: new Date() })
  if (!workbook.ok) throw data(null, { status: 404 })
  return asDownload(workbook.value)
}

async function asked(args: LoaderFunctionArgs) {
  const { scope } = await requireAnyPermission(args, ['rating:board', 'rating:decide'])
  const [year, committeeId] = [yearFrom(args.params['year']), idFrom(args.params['orgId'])]
  const { db } = appResources()
  const campaign = found(await db.asReader(scope, (tx) => findCampaignOfYear(tx, scope, year)))
  return { db, scope, of: { campaignId: campaign.id, committeeId } }
}
