import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { signAction, signLoader } from '../reports/sign.server.ts'

export { SignScreen as default } from '../reports/sign-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => signLoader(args)
export const action = (args: ActionFunctionArgs) => signAction(args)
