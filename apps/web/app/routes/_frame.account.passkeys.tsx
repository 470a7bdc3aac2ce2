import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { passkeysAction, passkeysLoader } from '../access/passkey.server.ts'

export { PasskeysScreen as default } from '../access/passkeys-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => passkeysLoader(args)
export const action = (args: ActionFunctionArgs) => passkeysAction(args)
