import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { newCampaignAction, newCampaignLoader } from '../ratings/campaign.server.ts'

export { CampaignNewScreen as default } from '../ratings/campaign-new-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => newCampaignLoader(args)
export const action = (args: ActionFunctionArgs) => newCampaignAction(args)
