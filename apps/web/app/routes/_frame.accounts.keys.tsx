import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { keysAction, keysLoader } from '../access/keys.server.ts'

export { KeysScreen as default } from '../access/keys-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => keysLoader(args)
export const action = (args: ActionFunctionArgs) => keysAction(args)
