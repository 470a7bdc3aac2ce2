import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { signAction, signLoader } from '../monitoring/signs.server.ts'

export { SignScreen as default } from '../monitoring/sign-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => signLoader(args)
export const action = (args: ActionFunctionArgs) => signAction(args)
