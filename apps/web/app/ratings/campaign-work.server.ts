import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import { type OpenCampaignRefusal, type Opened, openCampaign } from '@nq15/use-cases/ratings/open-campaign'
import {
  type PopulationPreview,
  type PreviewPopulationRefusal,
  previewPopulation,
} from '@nq15/use-cases/ratings/preview-population'
import type { Logger } from 'pino'

type WorkRefusal = (OpenCampaignRefusal | PreviewPopulationRefusal)['code']

/** Long work on a campaign, as its page shows it. Kept by this process only: what it did lies in the database. */
export type CampaignWork = { readonly done: number; readonly total: number } & (
  | { readonly kind: 'preview'; readonly state: 'running' }
  | { readonly kind: 'opening'; readonly state: 'running' }
  | { readonly kind: 'preview'; readonly state: 'done'; readonly preview: PopulationPreview; readonly at: string }
  | { readonly kind: 'opening'; readonly state: 'done'; readonly opened: Opened; readonly at: string }
  | { readonly kind: 'preview' | 'opening'; readonly state: 'refused'; readonly code: WorkRefusal }
  | { readonly kind: 'preview' | 'opening'; readonly state: 'broken-off' }
)

const works = new Map<string, CampaignWork>()

/** The work under way or last finished on a campaign, or null. */
export const campaignWork = (campaignId: string): CampaignWork | null => works.get(campaignId) ?? null

type Start = {
  readonly campaignId: string
  readonly scope: Scope
  readonly campaignService: Scope
  readonly log: Logger
}
type Step = (done: number, total: number) => void

/** Starts counting who would be rated; one piece of work a campaign at a time. Settles when it has ended, never rejects. */
export function startPreview(db: Database, start: Start): Promise<void> {
  return run(start, 'preview', async (onProgress) => {
    const answer = await previewPopulation(db, start.scope, { ...start, onProgress })
    return answer.ok
      ? { state: 'done', preview: answer.value, at: new Date().toISOString() }
      : { state: 'refused', code: answer.refusal.code }
  })
}

/**
 * Starts freezing the population and opening the year, detached from the request. An opening that was broken off, also by a
 * restart of this process, goes on where it stood when it is started again.
 */
export function startOpening(db: Database, start: Start): Promise<void> {
  return run(start, 'opening', async (onProgress) => {
    const answer = await openCampaign(db, start.scope, { ...start, now: new Date(), onProgress })
    return answer.ok
      ? { state: 'done', opened: answer.value, at: new Date().toISOString() }
      : { state: 'refused', code: answer.refusal.code }
  })
}

type End =
  | { readonly state: 'done'; readonly preview: PopulationPreview; readonly at: string }
  | { readonly state: 'done'; readonly opened: Opened; readonly at: string }
  | { readonly state: 'refused'; readonly code: WorkRefusal }

async function run(
  { campaignId, log }: Start,
  kind: CampaignWork['kind'],
  work: (onProgress: Step) => Promise<End>,
): Promise<void> {
  if (works.get(campaignId)?.state === 'running') return
  let progress = { done: 0, total: 0 }
  const keep = (work: CampaignWork) => works.set(campaignId, work)
  keep({ kind, state: 'running', ...progress })
  try {
    const end = await work((done, total) => {
      progress = { done, total }
      keep({ kind, state: 'running', ...progress })
    })
    if (end.state === 'refused') keep({ kind, ...end, ...progress })
    else if ('preview' in end) keep({ kind: 'preview', ...end, ...progress })
    else keep({ kind: 'opening', ...end, ...progress })
  } catch (error) {
    log.error({ err: error, campaignId }, 'long work on a campaign was broken off')
    keep({ kind, state: 'broken-off', ...progress })
  }
}
