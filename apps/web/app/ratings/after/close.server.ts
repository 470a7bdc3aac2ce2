import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { campaignStateSchema } from '@nq15/domain/ratings'
import { closeCampaign } from '@nq15/use-cases/ratings/close-campaign'
import { readClosing } from '@nq15/use-cases/ratings/read-closing'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { readTyped } from '../../privacy/form-answer.server.ts'
import { appResources } from '../../server/database.server.ts'
import { found, yearFrom } from '../../server/found.server.ts'
import { requirePermission } from '../../server/session.server.ts'
import { saidFaulty, saidNothing, saidRefused } from './answer.server.ts'
import { framed } from './words.server.ts'

/** Lines of the list on the page; the rest is told as a number. */
const shownLines = 20

/** A year before it is closed: what keeps it open and who owes it; afterwards, that it is closed. */
export async function closeLoader(args: LoaderFunctionArgs) {
  const { scope } = await requirePermission(args, 'campaign:setup')
  const year = yearFrom(args.params['year'])
  const { db } = appResources()
  const { campaign, undecided, after } = found(await readClosing(db, scope, year))
  const names = await db.asReader(scope, (tx) => nameOrganizations(tx, scope, [campaign.organizationId]))
  const sum = (kind: 'files' | 'units') =>
    undecided.reduce((total, one) => total + (one.kind === kind ? one.count : 0), 0)
  return {
    ...{ year, version: campaign.version, committee: names.get(campaign.organizationId) ?? '', after },
    state: campaignStateSchema.parse(campaign.state),
    requestId: crypto.randomUUID(),
    open: { files: sum('files'), units: sum('units') },
    lines: undecided.slice(0, shownLines).map(({ kind, deciderId, name, count }) => ({
      ...{ kind, name, count, key: `${kind} ${deciderId}` },
      to: `/ratings/${year}/${kind === 'files' ? 'committees' : 'units'}/${deciderId}`,
    })),
    more: Math.max(0, undecided.length - shownLines),
  }
}

/** Closes the year; nothing of it is edited afterwards by any request. */
export async function closeAction(args: ActionFunctionArgs) {
  const { scope } = await requirePermission(args, 'campaign:setup')
  const year = yearFrom(args.params['year'])
  const { db } = appResources()
  const { typed, intent } = await readTyped(args.request)
  const frame = framed.safeParse(typed)
  if (!frame.success || intent !== 'close') return saidNothing()
  const form = z.object({ confirmed: z.literal('yes') }).safeParse(typed)
  if (!form.success) return saidFaulty(intent, form.error, typed)
  const { campaign } = found(await readClosing(db, scope, year))
  const closed = await closeCampaign(db, scope, { ...frame.data, campaignId: campaign.id })
  if (!closed.ok) return saidRefused(intent, closed.refusal.code, typed)
  throw redirect(`/ratings/${year}/close`)
}
