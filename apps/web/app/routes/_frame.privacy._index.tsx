import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { privacyAction, privacyLoader } from '../privacy/privacy.server.ts'

export { PrivacyScreen as default } from '../privacy/privacy-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => privacyLoader(args)
export const action = (args: ActionFunctionArgs) => privacyAction(args)
