import type { LoaderFunctionArgs } from '@remix-run/node'
import { campaignsLoader } from '../ratings/campaign.server.ts'

export { CampaignsScreen as default } from '../ratings/campaigns-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => campaignsLoader(args)
