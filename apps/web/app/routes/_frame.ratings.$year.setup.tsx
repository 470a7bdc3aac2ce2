import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { campaignSetupAction, campaignSetupLoader } from '../ratings/campaign.server.ts'

export { CampaignSetupScreen as default } from '../ratings/campaign-setup-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => campaignSetupLoader(args)
export const action = (args: ActionFunctionArgs) => campaignSetupAction(args)
