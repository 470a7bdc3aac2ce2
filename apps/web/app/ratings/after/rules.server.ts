import { isWithin } from '@nq15/db/organizations/within.read'
import { findAfterRule } from '@nq15/db/ratings/after-rule.read'
import { findCampaignOfYear } from '@nq15/db/ratings/campaign.read'
import { afterOptionsSchema, afterSources } from '@nq15/domain/ratings'
import { setAfterRule } from '@nq15/use-cases/ratings/set-after-rule'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { readTyped } from '../../privacy/form-answer.server.ts'
import { appResources } from '../../server/database.server.ts'
import { found, yearFrom } from '../../server/found.server.ts'
import { requirePermission } from '../../server/session.server.ts'
import { saidFaulty, saidNothing, saidRefused } from './answer.server.ts'
import { framed } from './words.server.ts'

/** What the law leaves open around a year's decisions, with its sources. */
export async function afterRulesLoader(args: LoaderFunctionArgs) {
  const { scope } = await requirePermission(args, 'campaign:setup')
  const year = yearFrom(args.params['year'])
  return appResources().db.asReader(scope, async (tx) => {
    const campaign = found(await findCampaignOfYear(tx, scope, year))
    found((await isWithin(tx, scope, campaign.organizationId)) || null)
    const { updatedAt, ...rule } = await findAfterRule(tx, scope, campaign.id)
    return {
      ...{ ...rule, updatedAt: updatedAt?.toISOString() ?? null, year, requestId: crypto.randomUUID() },
      isOpen: campaign.state === 'draft' || campaign.state === 'open',
      sources: { appeal: afterSources.appealWindows, checks: afterSources.substance },
    }
  })
}

const number = (text: string | undefined) => Number((text ?? '').replace(',', '.') || Number.NaN)

/** Sets the choices of a year. */
export async function afterRulesAction(args: ActionFunctionArgs) {
  const { scope } = await requirePermission(args, 'campaign:setup')
  const year = yearFrom(args.params['year'])
  const { typed, intent } = await readTyped(args.request)
  const frame = framed.safeParse(typed)
  if (!frame.success) return saidNothing()
  const form = afterOptionsSchema.safeParse({
    appeal: {
      file: { quantity: number(typed['fileQuantity']), unit: typed['fileUnit'] },
      answer: { quantity: number(typed['answerQuantity']), unit: typed['answerUnit'] },
      late: typed['late'],
    },
    checks: {
      meetingScoreBelow: number(typed['meetingScoreBelow']),
      peerShareOver: number(typed['peerShareOver']),
      peerLeastRated: number(typed['peerLeastRated']),
      selfLevelsBelow: number(typed['selfLevelsBelow']),
    },
  })
  if (!form.success) return saidFaulty(intent, namedByField(form.error), typed)
  const { db } = appResources()
  const campaign = found(await db.asReader(scope, (tx) => findCampaignOfYear(tx, scope, year)))
  const saved = await setAfterRule(db, scope, { ...frame.data, campaignId: campaign.id, options: form.data })
  if (!saved.ok) return saidRefused(intent, saved.refusal.code, typed)
  throw redirect(`/ratings/${year}/after`)
}

type Fault = Parameters<typeof saidFaulty>[1]

/** The faults by the names of the form's fields: the schema's path says where, the field says what was typed. */
function namedByField(error: Fault): Fault {
  const fieldOf: Readonly<Record<string, string>> = {
    'appeal.file.quantity': 'fileQuantity',
    'appeal.file.unit': 'fileUnit',
    'appeal.answer.quantity': 'answerQuantity',
    'appeal.answer.unit': 'answerUnit',
    'appeal.late': 'late',
  }
  const issues = error.issues.map((issue) => {
    const path = issue.path.map(String)
    return { ...issue, path: [fieldOf[path.join('.')] ?? path.at(-1) ?? ''] }
  })
  return { ...error, issues } as Fault
}
