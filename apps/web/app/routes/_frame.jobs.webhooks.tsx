import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { webhooksAction, webhooksLoader } from '../events/webhooks.server.ts'

export { WebhooksScreen as default } from '../events/webhooks-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => webhooksLoader(args)
export const action = (args: ActionFunctionArgs) => webhooksAction(args)
