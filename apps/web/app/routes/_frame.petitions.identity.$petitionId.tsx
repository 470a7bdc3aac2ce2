import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { identityAction, identityLoader } from '../petitions/identity.server.ts'

export { IdentityScreen as default } from '../petitions/identity-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => identityLoader(args)
export const action = (args: ActionFunctionArgs) => identityAction(args)
