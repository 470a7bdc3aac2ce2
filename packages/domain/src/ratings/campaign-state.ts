import { z } from 'zod'
import type { Result } from '../shared/index.ts'
import { type Lifecycle, type StepRefusal, takeStep } from './transition.ts'

export const campaignStates = ['draft', 'open', 'closed', 'archived'] as const
export const campaignStateSchema = z.enum(campaignStates)
/** Where the campaign of a year stands. */
export type CampaignState = z.infer<typeof campaignStateSchema>

export const campaignEvents = ['open', 'close', 'archive'] as const
export const campaignEventSchema = z.enum(campaignEvents)
export type CampaignEvent = z.infer<typeof campaignEventSchema>

const page: Lifecycle<CampaignState, CampaignEvent> = {
  steps: {
    draft: { open: 'open' },
    open: { close: 'closed' },
    // A closed year is corrected by another decision, never opened again.
    closed: { archive: 'archived' },
    archived: {},
  },
  needReason: [],
}

/** The state after an event of a campaign. */
export const nextCampaignState = (
  from: CampaignState,
  on: CampaignEvent,
  reason?: string,
): Result<CampaignState, StepRefusal<CampaignState, CampaignEvent>> => takeStep(page, from, { on, reason })
